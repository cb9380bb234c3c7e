import { generateKeyPairSync, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { signWithKey } from './digest-signer.ts';
import { type CertificateName, type CertificateRequest, issueCertificate } from './issue-certificate.ts';
import { anchorOf } from './trust-anchors.ts';
import { describeCertificate } from './verify-cms.ts';

const at = new Date('2025-06-01T00:00:00Z');
const year = 365 * 24 * 3600 * 1000;

interface Party {
  certificate: X509Certificate;
  name: CertificateName;
  keys: { publicKey: KeyObject; privateKey: KeyObject };
}

/** A certificate of its own making, or another's. */
async function certified(
  use: CertificateRequest['use'],
  by?: Pick<Party, 'name' | 'keys'>,
  over: { name?: CertificateName; publicKey?: KeyObject; notAfter?: Date } = {},
): Promise<Party> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { name = { CN: `${use} ${randomBytes(4).toString('hex')}` }, publicKey = keys.publicKey } = over;
  const issuer = by ?? { name, keys };
  const spki = (key: KeyObject) => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
  const der = await issueCertificate({
    subject: name,
    issuer: issuer.name,
    publicKeySpki: spki(publicKey),
    issuerPublicKeySpki: spki(issuer.keys.publicKey),
    signer: signWithKey(issuer.keys.privateKey),
    notBefore: new Date(at.getTime() - year),
    notAfter: over.notAfter ?? new Date(at.getTime() + year),
    serial: randomBytes(8),
    use,
  });
  return { certificate: new X509Certificate(der), name, keys };
}

const fingerprint = ({ certificate }: Party) => describeCertificate(certificate).fingerprint;
/** Whether the first leads somewhere, given what it sends along and what is named. */
const leads = ([leaf, ...sent]: readonly Party[], ...named: Party[]) =>
  anchorOf(
    leaf!.certificate,
    [leaf!, ...sent].map(({ certificate }) => certificate),
    at,
    named.map(fingerprint),
  ) !== undefined;

describe('a public authority', () => {
  const pem = readFileSync(new URL('../../test/public-timestamp-chain.pem', import.meta.url), 'utf8');
  const chain = (pem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );
  const [leaf, intermediate] = chain as [X509Certificate, X509Certificate];

  it('leads nowhere for who seals documents: it was certified for time-stamps', () => {
    expect(anchorOf(leaf, chain, at, [], 'documents')).toBeUndefined();
    expect(anchorOf(leaf, chain, at, [])).toBeDefined();
  });

  it('leads to a root that Node ships, in whatever order it sends its certificates', () => {
    const name = expect.stringContaining('CN=IdenTrust Commercial Root CA 1');
    expect(anchorOf(leaf, chain, at, [])?.subject).toEqual(name);
    expect(anchorOf(leaf, chain.toReversed(), at, [])?.subject).toEqual(name);
  });

  it('leads nowhere without the authority in between, or once that one has expired', () => {
    expect(anchorOf(leaf, [leaf], at, [])).toBeUndefined();
    const expired = new Date(intermediate.validToDate.getTime() + 1000);
    expect(anchorOf(leaf, chain, expired, [])).toBeUndefined();
  });
});

describe('an authority of one’s own', () => {
  it('leads nowhere until its root, or whoever stands between, is named', async () => {
    const root = await certified('authority');
    const between = await certified('authority', root);
    const leaf = await certified('time-stamping', between);
    expect(leads([leaf, between, root])).toBe(false);
    for (const named of [root, between, leaf]) expect(leads([leaf, between, root], named)).toBe(true);
    expect(leads([leaf, between, root], await certified('authority'))).toBe(false);
  });

  it('is not made by whoever bears a certificate: a document’s seal issues none', async () => {
    const root = await certified('authority');
    const seal = await certified('seal', root);
    const leaf = await certified('time-stamping', seal);
    expect(leads([leaf, seal, root], root)).toBe(false);
  });

  it('is not vouched for by one that has expired', async () => {
    const root = await certified('authority');
    const between = await certified('authority', root, { notAfter: new Date(at.getTime() - 1000) });
    const leaf = await certified('time-stamping', between);
    expect(leads([leaf, between, root], root)).toBe(false);
  });

  it('is not vouched for by a stranger of the same name', async () => {
    const root = await certified('authority');
    const namesake = await certified('authority', undefined, { name: root.name });
    const leaf = await certified('time-stamping', namesake);
    expect(leads([leaf, namesake, root], root)).toBe(false);
  });
});

describe('a root that Node ships', () => {
  const amazon = rootCertificates
    .map((pem) => new X509Certificate(pem))
    .find(({ subject }) => subject.endsWith('CN=Amazon Root CA 3'))!;
  const name: CertificateName = { CN: 'Amazon Root CA 3', O: 'Amazon', C: 'US' };

  it('is known by its key where another authority signed it too', async () => {
    const older = await certified('authority');
    const crossSigned = await certified('authority', older, { name, publicKey: amazon.publicKey });
    expect(leads([crossSigned, older])).toBe(true);
  });

  it('is not known by its name', async () => {
    const pretender = await certified('authority', undefined, { name });
    expect(pretender.certificate.subject).toBe(amazon.subject);
    expect(leads([await certified('time-stamping', pretender), pretender])).toBe(false);
  });
});
