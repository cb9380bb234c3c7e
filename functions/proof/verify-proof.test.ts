import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pem } from '../../shared/documents/certificates.ts';
import { sampleParts } from '../../test/proof-samples.ts';
import { assembleBundle } from '../signatures/proof/bundle.ts';

const program = join(import.meta.dirname, 'verify-proof.ts');
let directory: string;
let sound: string;
let broken: string;
/** Of the sample's seal and time-stamp. */
let certificate: string;
let authority: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verify-proof-'));
  const parts = await sampleParts({ names: ['Zoë \u001b[31mŁukasiewicz'] });
  const zip = await assembleBundle(parts);
  certificate = parts.seal.signedBy.fingerprint;
  authority = parts.seal.timestamp.certFingerprint;
  const [der] = parts.seal.value.certificates;
  await writeFile(join(directory, 'cachet.pem'), pem([der!]));
  sound = join(directory, 'dossier.zip');
  broken = join(directory, 'autre.zip');
  await writeFile(sound, zip);
  await writeFile(
    broken,
    zip.map((byte, i) => (i === 20_000 ? byte ^ 1 : byte)),
  );
  await writeFile(join(directory, 'texte.zip'), 'Bonjour');
});
afterAll(() => rm(directory, { recursive: true }));

/** Runs the command with nothing in its environment. */
const run = (...args: string[]) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], { env: {}, cwd: directory }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    );
  });

describe('npm run verify-proof', () => {
  test('says in French that all holds, and by whom', async () => {
    const { code, out, err } = await run('dossier.zip', '--certificate', certificate, '--authority', authority);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('✓ Le cachet de sealed.pdf est valide');
    expect(out).toContain('✓ L’auteur est connu');
    expect(out).toContain('Le dossier de preuve est valide, et son auteur connu.');
    expect(out).not.toContain('✗');
    // A name must not drive the terminal of who verifies it.
    expect(out).not.toContain('\u001b');
  });

  test('says that anybody may have made what holds, and how to know who did', async () => {
    const { code, out } = await run('dossier.zip');
    expect(code).toBe(3);
    expect(out).toContain('? L’auteur est inconnu');
    expect(out).toContain('Le dossier de preuve est entier, d’un auteur inconnu');
    expect(out).toContain('--from https://');
    expect(out).not.toContain('✗');
  });

  test('takes several certificates, one of them the right one', async () => {
    const named = ['--certificate', 'ab'.repeat(32), '--certificate', 'cachet.pem', '--authority', authority];
    expect(await run('dossier.zip', ...named)).toMatchObject({ code: 0 });
  });

  test('is not content with a certificate that is another one', async () => {
    const other = `${certificate.slice(0, -1)}${certificate.endsWith('0') ? '1' : '0'}`;
    expect(await run('dossier.zip', '--certificate', other, '--authority', authority)).toMatchObject({ code: 3 });
  });

  test('says in English what does not hold', async () => {
    const { code, out } = await run('--lang', 'en', broken);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ .*SHA256SUMS/);
    expect(out).toContain('The evidence bundle is NOT valid');
  });

  test('answers programs in JSON', async () => {
    const { code, out } = await run(broken, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'broken' });
    const { verdict, summary } = JSON.parse((await run(sound, '--json')).out);
    expect({ verdict, document: summary.document }).toEqual({
      verdict: 'unknown-maker',
      document: 'devis-2026-118.pdf',
    });
  });

  test.each([
    ['a file that is not there', ['rien.zip'], 'n’existe pas'],
    ['a folder', ['.'], 'C’est un dossier'],
    ['what is no ZIP', ['texte.zip'], 'n’est pas un ZIP'],
    ['no file', [], 'Usage'],
    ['two files', ['dossier.zip', 'autre.zip'], 'Usage'],
    ['an unknown option', ['dossier.zip', '--loud'], 'Usage'],
    ['an unknown language', ['dossier.zip', '--lang', 'de'], 'Usage'],
    ['a fingerprint that is cut short', ['dossier.zip', '--certificate', 'ab:cd'], 'ni un fichier ni une empreinte'],
    ['an installation that is not there', ['dossier.zip', '--from', 'http://127.0.0.1:1'], 'rien n’a été vérifié'],
  ])('refuses %s in one clear line, without a stack', async (_what, args, message) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('npm run verify-proof -- --from', () => {
  /** What the command says of the bundle when an installation answers so. */
  async function from(answer: RequestListener) {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const result = await run('dossier.zip', '--from', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.close();
    return result;
  }
  const listing = (sha256: string) => ({
    certificates: [{ sha256, notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2036-01-01T00:00:00.000Z' }],
    timestampAuthorities: [{ sha256: authority }],
  });

  test('knows the maker when the installation lists its certificate, not when another one is named', async () => {
    expect(await from((_, response) => response.end(JSON.stringify(listing(certificate))))).toMatchObject({ code: 0 });
    expect(await from((_, response) => response.end(JSON.stringify(listing('ab'.repeat(32)))))).toMatchObject({
      code: 3,
    });
  });

  test('verifies nothing when the installation does not answer as one, and says so', async () => {
    const { code, out, err } = await from((_, response) => response.writeHead(503).end());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('HTTP 503');
    expect(err).toContain('Sans --from');
  });
});
