import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealedSample } from '../../../test/proof-samples.ts';
import { signatureBundle } from './bundle.ts';

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const hasPoppler = has('pdfsig', '-v');
const canRun = has('openssl', 'version') && has('xxd', '--version') && has('sh', '-c', 'exit 0');

test.skipIf(!canRun)('the OpenSSL commands of LISEZMOI.txt verify the seal and its time-stamp', async () => {
  const files = signatureBundle.unpack((await sealedSample()).bundle);
  const directory = mkdtempSync(join(tmpdir(), 'lisezmoi-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(directory, name), bytes);
    const commands = Buffer.from(files['LISEZMOI.txt'])
      .toString('utf8')
      .split('----------')[0]!
      .split('\n')
      .filter((line) => line.startsWith('     ') && !line.includes('npm run'))
      .filter((line) => hasPoppler || !/pdfsig|proof\.pdf/.test(line));
    expect(commands.length).toBeGreaterThan(10);
    const run = (script: string) => spawnSync('sh', ['-e', '-c', script], { cwd: directory, encoding: 'utf8' });
    // Here the authority's root comes with the token; for a real one it comes from the authority.
    run('openssl pkcs7 -inform DER -in timestamp.tst -print_certs -out racine.pem');
    const { status, stdout, stderr } = run(commands.join('\n'));
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/CMS Verification successful/),
    });
    expect(stdout).toContain('Verification: OK');
    expect(stdout).toContain('sealed.pdf: OK');
    const hash = createHash('sha256').update(files['proof.json']).digest('hex');
    if (hasPoppler) expect(stdout).toContain(`[HEX DUMP]:${hash.toUpperCase()}`);
    writeFileSync(join(directory, 'sealed.pdf'), Buffer.concat([files['sealed.pdf'], Buffer.from('%')]));
    expect(run(commands.slice(1).join('\n')).status).not.toBe(0);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
