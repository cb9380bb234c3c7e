import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { mailsTo } from '../../test/accounts.ts';
import { add, newCampaign, recipientsOf } from '../../test/campaigns.ts';
import {
  activate,
  certificateFor,
  certificatesOf,
  issued,
  readCampaign,
  sealAll,
  shown,
  step,
  tell,
  tokenTo,
  verify,
} from '../../test/certificates.ts';
import { pageTexts } from '../../test/pdf-page-texts.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import correctContract from '../campaigns/update-recipient/contract.ts';
import { handler as correct } from '../campaigns/update-recipient/handler.ts';
import checkContract from './check-certificate-file/contract.ts';
import { handler as checkFile } from './check-certificate-file/handler.ts';
import evidenceContract from './get-certificate-evidence/contract.ts';
import { handler as getEvidence } from './get-certificate-evidence/handler.ts';
import fileContract from './get-certificate-file/contract.ts';
import { handler as getFile } from './get-certificate-file/handler.ts';
import { certificateBundle } from './proof/bundle.ts';
import { verifyCertificate } from './proof/verifier.ts';
import reissueContract from './reissue-certificate/contract.ts';
import { handler as reissue } from './reissue-certificate/handler.ts';
import revokeContract from './revoke-certificate/contract.ts';
import { handler as revoke } from './revoke-certificate/handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const bytesAt = async (location: string | undefined) =>
  new Uint8Array(await (await fetch(location ?? '')).arrayBuffer());
const fileOf = async (certificateId: string) =>
  bytesAt((await t.call(getFile, fileContract, { params: { certificateId } })).location);
const evidenceOf = (certificateId: string) => t.call(getEvidence, evidenceContract, { params: { certificateId } });

const one = (name: string, template: object = {}) => certificateFor(t, name, template);

it('who receives a certificate activates it by one button; anybody verifies it, its file and its proof', async () => {
  const { email, certificate } = await one('zoe', { texts: { title: 'Certificat de réussite' } });
  expect(certificate).toMatchObject({ status: 'issued', holder: 'Zoé Lefèvre', certificate: 'Ramonage, niveau 1' });
  const [mail] = await mailsTo(t, email);
  expect(mail).toMatchObject({ subject: 'Votre certificat « Ramonage, niveau 1 » vous attend' });
  expect(mail?.text).toContain('Bonjour Zoé Lefèvre');
  const token = await tokenTo(t, email);
  for (let i = 0; i < 2; i++) expect(await shown(t, token)).toContain('Activer mon certificat');
  for (let i = 0; i < 2; i++) expect((await activate(t, token)).status).toBe(303);
  expect(await shown(t, token)).toContain('linkedin.com');

  const pdf = await fileOf(certificate.id);
  expect((await verifySealedPdf(pdf)).valid).toBe(true);
  const [text, ...more] = await pageTexts(pdf);
  expect(more).toEqual([]);
  expect(text).toContain('Certificat de réussite');
  expect(text).toContain('Zoé Lefèvre');
  expect(await verify(t, certificate.id)).toMatchObject({
    result: 'valid',
    holder: 'Zoé Lefèvre',
    issuer: 'Durand & fils',
  });
  expect(JSON.stringify(await verify(t, certificate.id))).not.toContain(email);
  expect(await verify(t, 'crt_00000000000000000000000000')).toMatchObject({ result: 'unknown' });

  await sealAll(t);
  const zip = await bytesAt((await evidenceOf(certificate.id)).location);
  const verification = await verifyCertificate(zip);
  expect(verification.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(verification).toMatchObject({
    verdict: 'unknown-maker',
    summary: { holder: 'Zoé Lefèvre', status: 'activated' },
  });
  const files = certificateBundle.unpack(zip);
  expect(Buffer.from(files['sealed.pdf']).equals(pdf)).toBe(true);
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  await writeFile(join(folder, 'preuve.zip'), zip);
  const program = join(import.meta.dirname, '../proof/verify-proof.ts');
  const { status, stdout } = spawnSync(process.execPath, [program, join(folder, 'preuve.zip')], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  expect({ status, broken: stdout.includes('✗') }).toEqual({ status: 3, broken: false });
  for (const name of ['sealed.pdf', 'badge.jwt'] as const) {
    const forged = { ...files, [name]: new Uint8Array([...files[name].slice(0, -1), 65]) };
    const again = certificateBundle.pack({ ...forged, SHA256SUMS: certificateBundle.checksums(forged) });
    expect((await verifyCertificate(again)).verdict, name).toBe('broken');
  }
});

it('a file that is shown is compared with the one that was issued', async () => {
  const { certificate } = await one('file');
  const pdf = await fileOf(certificate.id);
  const compared = async (bytes: Uint8Array) => {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(bytes)], 'x.pdf'));
    const params = { certificateId: certificate.id };
    return (await t.submit(checkFile, checkContract, { params, form, accept: 'application/json' })).body.file;
  };
  expect(await compared(pdf)).toBe('same');
  expect(await compared(Buffer.concat([pdf, Buffer.from('\n')]))).toBe('other');
});

it('who has activated one before has the next activated beforehand', async () => {
  const { email } = await one('known');
  await activate(t, await tokenTo(t, email));
  const second = await newCampaign(t, { name: 'Ramonage, niveau 2' });
  await add(t, second.id, [
    {
      email: email.toUpperCase().replace(/@.*/, (domain) => domain.toLowerCase()),
      values: { prenom: 'Zoé', nom: 'Lefèvre' },
    },
  ]);
  await issued(t, second.id);
  expect(await certificatesOf(t, second.id)).toMatchObject([{ status: 'activated' }]);
});

it('no certificate leaves while one cannot be made: it is said which, why, and corrected', async () => {
  const { id } = await newCampaign(t);
  const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4);
  const values = [
    { prenom: 'Zoé', nom: 'Lefèvre' },
    { prenom: 'Anne', nom: long },
    { prenom: 'Đặng', nom: 'Nguyễn 課' },
    { prenom: 'Ali', nom: '\u{1fae9}\u{13000}' },
    { prenom: 'Seul' },
  ];
  await add(
    t,
    id,
    values.map((each, i) => ({ email: t.email(`fault${i}`), values: each })),
  );
  await tell(t, id, 'confirm');
  await step(t);
  expect(await readCampaign(t, id)).toMatchObject({ status: 'draft', faulty: 3 });
  const faulty = await recipientsOf(t, id, { status: 'faulty' });
  expect(faulty.map(({ id: who, faults }) => [who, faults?.[0]?.code])).toEqual([
    ['rcp_00000002', 'text-too-long'],
    ['rcp_00000004', 'letter-unknown'],
    ['rcp_00000005', 'value-missing'],
  ]);
  for (const { reason } of faulty.flatMap(({ faults }) => faults ?? [])) expect(reason).toMatch(/\.$/);
  expect(await t.queued('seal-certificate')).toEqual([]);
  for (const { id: recipientId } of faulty) {
    const params = { campaignId: id, recipientId };
    await t.call(correct, correctContract, { params, body: { values: { prenom: 'Ali', nom: 'Ben' } } });
  }
  await issued(t, id);
  expect(await certificatesOf(t, id)).toHaveLength(5);
  expect(await readCampaign(t, id)).toMatchObject({ status: 'completed', progress: { done: 5, total: 5 } });
});

it('a name is corrected in one step: the old one is revoked and its link opens the new', async () => {
  const { email, certificate } = await one('misspelt');
  const token = await tokenTo(t, email);
  const body = { values: { nom: 'Lefebvre' }, reason: 'Nom mal écrit' };
  const params = { certificateId: certificate.id };
  expect((await t.call(reissue, reissueContract, { params, body: { ...body, values: { age: '3' } } })).status).toBe(
    422,
  );
  const made = await t.call(reissue, reissueContract, { params, body });
  expect(made).toMatchObject({ status: 201, body: { holder: 'Zoé Lefebvre', replaces: certificate.id } });
  expect((await t.call(reissue, reissueContract, { params, body })).status).toBe(409);
  await sealAll(t);
  expect(await verify(t, certificate.id)).toMatchObject({
    ...{ result: 'revoked', reason: 'Nom mal écrit' },
    replacedBy: expect.stringContaining(`/verify/${made.body.id}`),
  });
  expect(await verify(t, made.body.id)).toMatchObject({ result: 'valid', holder: 'Zoé Lefebvre' });
  expect(await shown(t, token)).toContain('Zoé Lefebvre');
  expect((await mailsTo(t, email)).map(({ text = '' }) => /remplace celui/.test(text))).toEqual([true, false]);
  const old = await verifyCertificate(await bytesAt((await evidenceOf(certificate.id)).location));
  expect(old).toMatchObject({ verdict: 'unknown-maker', summary: { status: 'revoked' } });
});

it('what is revoked, or has expired, says so', async () => {
  const { certificate } = await one('ends', { validMonths: 12 });
  const later = () => new Date(Date.now() + 366 * 86_400_000);
  expect(await verify(t, certificate.id, later)).toMatchObject({ result: 'expired' });
  const params = { certificateId: certificate.id };
  expect((await t.call(revoke, revokeContract, { params, body: { reason: 'Délivré par erreur' } })).status).toBe(200);
  expect(await verify(t, certificate.id)).toMatchObject({ result: 'revoked', reason: 'Délivré par erreur' });
  expect((await t.call(revoke, revokeContract, { params, body: { reason: 'Encore' } })).status).toBe(409);
});

it('a campaign is paused, goes on, and what is left of one is cancelled', async () => {
  const { id } = await newCampaign(t);
  await add(
    t,
    id,
    Array.from({ length: 60 }, (_, i) => ({ email: t.email(`many${i}`), values: { prenom: 'P', nom: `N${i}` } })),
  );
  await tell(t, id, 'confirm');
  await step(t);
  await step(t);
  expect((await tell(t, id, 'pause')).body).toMatchObject({ status: 'paused', progress: { done: 50, total: 60 } });
  await step(t);
  expect((await recipientsOf(t, id, { status: 'planned' })).length).toBe(10);
  expect((await tell(t, id, 'resume')).body.status).toBe('issuing');
  expect((await tell(t, id, 'cancel')).body.status).toBe('cancelled');
  await step(t);
  expect((await recipientsOf(t, id, { status: 'planned' })).length).toBe(10);
  expect((await tell(t, id, 'confirm')).status).toBe(409);
  await t.queued('seal-certificate');
});
