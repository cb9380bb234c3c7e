import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleBundle } from '../../test/proof-samples.ts';

const program = join(import.meta.dirname, 'verify-proof.ts');
let directory: string;
let sound: string;
let broken: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verify-proof-'));
  const zip = await sampleBundle({ names: ['Zoë \u001b[31mŁukasiewicz'] });
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
  test('says in French that all holds', async () => {
    const { code, out, err } = await run('dossier.zip');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('✓ Le cachet de sealed.pdf est valide');
    expect(out).toContain('• Le certificat du cachet est auto-émis');
    expect(out).toContain('Le dossier de preuve est valide.');
    expect(out).not.toContain('✗');
    // A name must not drive the terminal of who verifies it.
    expect(out).not.toContain('\u001b');
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
    expect(JSON.parse(out)).toMatchObject({ ok: false });
    const { ok, summary } = JSON.parse((await run(sound, '--json')).out);
    expect({ ok, document: summary.document }).toEqual({ ok: true, document: 'devis-2026-118.pdf' });
  });

  test.each([
    ['a file that is not there', ['rien.zip'], 'n’existe pas'],
    ['a folder', ['.'], 'C’est un dossier'],
    ['what is no ZIP', ['texte.zip'], 'n’est pas un ZIP'],
    ['no file', [], 'Usage'],
    ['two files', ['dossier.zip', 'autre.zip'], 'Usage'],
    ['an unknown option', ['dossier.zip', '--loud'], 'Usage'],
    ['an unknown language', ['dossier.zip', '--lang', 'de'], 'Usage'],
  ])('refuses %s in one clear line, without a stack', async (_what, args, message) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
