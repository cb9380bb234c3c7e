import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { verifySealedPdf } from '../../../shared/documents/verify-pdf.ts';
import { mailsTo } from '../../../test/accounts.ts';
import { actsOf, asked, consentOf, oneClick, press, withdraw } from '../../../test/consents.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { sealedBundle } from '../../proof/sealed-bundle.ts';
import downloadReceiptContract from '../download-receipt/contract.ts';
import { handler as downloadReceipt } from '../download-receipt/handler.ts';
import getProofContract from '../get-consent-proof/contract.ts';
import { handler as getProof } from '../get-consent-proof/handler.ts';
import { verifyConsent } from '../proof/verifier.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const sealing = async () => {
  for (const data of await t.queued('seal-consent')) await t.receive(handler, contract, data, { times: 2 });
};
const proofOf = (email: string) => t.call(getProof, getProofContract, { params: { email } });
const receiptOf = (token: string) => t.submit(downloadReceipt, downloadReceiptContract, { params: { token } });
const bytesAt = async (location: string | undefined) =>
  new Uint8Array(await (await fetch(location ?? '')).arrayBuffer());

it('who accepts receives a sealed receipt, and finds it on the page; anybody verifies the proof without us', async () => {
  const { email, token } = await asked(t, 'kept');
  expect(await proofOf(email)).toMatchObject({ status: 409 });
  await press(t, token, ['accept']);
  expect(await receiptOf(token)).toMatchObject({ status: 409 });
  await sealing();
  expect(await actsOf(t, email)).toEqual(['requested', 'accepted', 'sealed']);

  const [mail, ...before] = await mailsTo(t, email);
  expect(before).toHaveLength(1);
  expect(mail).toMatchObject({
    subject: 'Votre accord donné à Durand & fils\u00a0: votre reçu',
    attachments: [{ filename: 'reçu de consentement.pdf' }],
  });
  expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  const receipt = await bytesAt((await receiptOf(token)).location);
  expect((await verifySealedPdf(receipt)).valid).toBe(true);

  const { status, location } = await proofOf(email.toUpperCase());
  expect(status).toBe(303);
  const zip = await bytesAt(location);
  const { verdict, kind, summary } = await verifyConsent(zip);
  expect({ verdict, kind }).toEqual({ verdict: 'unknown-maker', kind: 'consent' });
  expect(summary).toMatchObject({ email, business: 'Durand & fils', status: 'accepted' });
  const files = sealedBundle.unpack(zip);
  expect(Buffer.from(files['sealed.pdf']).equals(receipt)).toBe(true);
  const proof = JSON.parse(Buffer.from(files['proof.json']).toString());
  expect(proof).toMatchObject({
    consent: { email, status: 'accepted', purpose: 'mailings' },
    decision: { act: 'accepted', by: 'recipient', channel: 'consent-page', userAgent: 'guichet-tests' },
    request: { ground: 'customer', groundFrom: 'record', perMonth: 4 },
  });
  expect(proof.decision.wording).toEqual(proof.request.wording);

  const folder = await mkdtemp(join(tmpdir(), 'consent-'));
  await writeFile(join(folder, 'preuve.zip'), zip);
  const program = join(import.meta.dirname, '../../proof/verify-proof.ts');
  const { status: code, stdout } = spawnSync(process.execPath, [program, join(folder, 'preuve.zip')], {
    encoding: 'utf8',
  });
  await rm(folder, { recursive: true });
  expect(code).toBe(3);
  expect(stdout).toContain('le destinataire seul a accepté');
  expect(stdout).not.toContain('✗');
});

it('each decision is sealed anew, and the proof tells them all; who says no is sent nothing', async () => {
  const { email, token } = await asked(t, 'thinks-again');
  await press(t, token, ['accept']);
  await sealing();
  expect(await mailsTo(t, email)).toHaveLength(2);
  await oneClick(t, token);
  expect(await proofOf(email)).toMatchObject({ status: 409 });
  await sealing();
  expect(await mailsTo(t, email)).toHaveLength(2);
  const zip = await bytesAt((await proofOf(email)).location);
  expect(await verifyConsent(zip)).toMatchObject({ verdict: 'unknown-maker', summary: { status: 'refused' } });
  const { chain } = JSON.parse(Buffer.from(sealedBundle.unpack(zip)['proof.json']).toString());
  expect(chain.map(({ act }: { act: string }) => act)).toEqual([
    ...['requested', 'accepted', 'sealed'],
    ...['withdrawn', 'sealed'],
  ]);
});

it('what the business withdrew is proved as its own act', async () => {
  const { email, token } = await asked(t, 'by-business', { locale: 'en' });
  await press(t, token, ['accept']);
  await withdraw(t, email, { reason: 'Asked for on the phone' });
  await sealing();
  const zip = await bytesAt((await proofOf(email)).location);
  const { verdict } = await verifyConsent(zip);
  expect(verdict).toBe('unknown-maker');
  const { decision } = JSON.parse(Buffer.from(sealedBundle.unpack(zip)['proof.json']).toString());
  expect(decision).toMatchObject({ act: 'withdrawn', by: 'user', reason: 'Asked for on the phone', channel: 'api' });
  expect(await mailsTo(t, email)).toHaveLength(1);
});

it('another account has no such proof', async () => {
  const { email, token } = await asked(t, 'others');
  await press(t, token, ['accept']);
  await sealing();
  const { id } = await consentOf(t, email);
  const other = await tenant();
  expect((await other.call(getProof, getProofContract, { params: { email } })).status).toBe(409);
  expect((await other.call(getProof, getProofContract, { params: { email: id } })).status).toBe(404);
});
