import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTimestampRequest, readTimestampResponse } from './timestamp.ts';
import { describeCertificate } from './verify-cms.ts';
import { verifyTimestamp } from './verify-timestamp.ts';

/** Time-stamps that others than ourselves made: by OpenSSL, as authorities of every kind do. */
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const digest = new Uint8Array(randomBytes(32));
let folder: string;

const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
const pemOf = (name: string) => readFileSync(join(folder, `${name}.pem`), 'utf8');
const fingerprint = (name: string) => describeCertificate(new X509Certificate(pemOf(name))).fingerprint;

/** Writes `name.pem` and `name.key`, signed by another or by itself, with these extensions. */
function certify(name: string, by: string | undefined, extensions: string[]) {
  writeFileSync(join(folder, `${name}.ext`), extensions.join('\n'));
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`];
  openssl('req', '-new', ...key, '-subj', `/CN=${name}`, '-out', `${name}.csr`);
  const issuer = by ? ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'] : ['-signkey', `${name}.key`];
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    ...issuer,
    '-days',
    '9',
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.pem`,
  );
}

/** A token of the authority `name`, with these certificates beside its own. */
function stamped(name: string, { ess = 'sha256', certificates = [] as string[] } = {}): Uint8Array {
  const nonce = randomBytes(8);
  writeFileSync(join(folder, 'query.tsq'), buildTimestampRequest(digest, nonce));
  writeFileSync(join(folder, 'serial'), '01');
  writeFileSync(join(folder, 'others.pem'), certificates.map(pemOf).join(''));
  writeFileSync(
    join(folder, 'ts.cnf'),
    `[tsa]\nserial = serial\nsigner_cert = ${name}.pem\nsigner_key = ${name}.key\nsigner_digest = sha256
default_policy = 1.2.3.4\ndigests = sha256\ness_cert_id_alg = ${ess}\n${certificates.length ? 'certs = others.pem\n' : ''}`,
  );
  openssl('ts', '-reply', '-config', 'ts.cnf', '-section', 'tsa', '-queryfile', 'query.tsq', '-out', 'reply.tsr');
  return readTimestampResponse(new Uint8Array(readFileSync(join(folder, 'reply.tsr'))), digest, nonce);
}

const authority = ['basicConstraints = critical,CA:true', 'keyUsage = critical,keyCertSign'];
const stamping = ['extendedKeyUsage = critical,timeStamping'];

describe.skipIf(!hasOpenssl)('a time-stamp made by OpenSSL', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'openssl-ts-'));
    certify('root', undefined, authority);
    certify('tsa', 'root', stamping);
    certify('stranger', undefined, authority);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['sha1', 'sha256', 'sha512'])('that names its certificate by %s is accepted', (ess) => {
    const token = stamped('tsa', { ess, certificates: ['root'] });
    const { valid, problems, tsaName, anchor } = verifyTimestamp(token, digest, [fingerprint('root')]);
    expect({ valid, problems, tsaName, anchor }).toEqual({ valid: true, problems: [], tsaName: 'tsa', anchor: 'root' });
  });

  test('that names another certificate by SHA-1 is not', () => {
    const token = Buffer.from(stamped('tsa', { ess: 'sha1' }));
    const named = new X509Certificate(pemOf('tsa')).fingerprint.replaceAll(':', '');
    token[token.indexOf(Buffer.from(named, 'hex'))]! ^= 1;
    expect(verifyTimestamp(token, digest).problems).toContain('signing-certificate-mismatch');
  });

  test('that carries certificates beyond its chain is accepted, unless one of them does not hold', () => {
    const token = Buffer.from(stamped('tsa', { certificates: ['root', 'stranger'] }));
    const root = [fingerprint('root')];
    expect(verifyTimestamp(token, digest, root)).toMatchObject({ problems: [], anchor: 'root' });
    // A stranger that comes along makes nobody known.
    expect(verifyTimestamp(token, digest, [fingerprint('stranger')]).anchor).toBeUndefined();
    const stranger = new X509Certificate(pemOf('stranger')).raw;
    token[token.indexOf(stranger) + stranger.length - 1]! ^= 1;
    expect(verifyTimestamp(token, digest, root).problems).toEqual(['certificate-chain-broken']);
  });

  test.each([
    ['for time-stamping', 'timeStamping', 'root'],
    ['for web sites only', 'serverAuth', undefined],
  ])('leads through an authority that is %s: %s', (_, purpose, anchor) => {
    certify(purpose, 'root', [...authority, `extendedKeyUsage = ${purpose}`]);
    certify(`${purpose}-tsa`, purpose, stamping);
    const token = stamped(`${purpose}-tsa`, { certificates: [purpose, 'root'] });
    const verification = verifyTimestamp(token, digest, [fingerprint('root')]);
    expect({ problems: verification.problems, anchor: verification.anchor }).toEqual({ problems: [], anchor });
  });

  test('does not lead through an authority with a critical limit that is not weighed', () => {
    certify('limited', 'root', [...authority, 'nameConstraints = critical,permitted;DNS:exemple.fr']);
    certify('limited-tsa', 'limited', stamping);
    const token = stamped('limited-tsa', { certificates: ['limited', 'root'] });
    expect(verifyTimestamp(token, digest, [fingerprint('root')])).toMatchObject({ problems: [] });
    expect(verifyTimestamp(token, digest, [fingerprint('root')]).anchor).toBeUndefined();
  });
});
