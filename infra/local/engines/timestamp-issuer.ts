import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { TimeStampReq } from 'pkijs';
import { signCms } from '../../../shared/documents/cms.ts';
import {
  element,
  generalizedTime,
  integer,
  OID,
  octets,
  oid,
  sequence,
  sha256Algorithm,
  unsigned,
  utf8,
} from '../../../shared/documents/der.ts';
import { type DigestSigner, signWithKey } from '../../../shared/documents/digest-signer.ts';
import { type CertificateName, issueCertificate } from '../../../shared/documents/issue-certificate.ts';

/** The local authority at rest: its root, its time-stamping certificate and that one's key. */
export interface AuthorityPems {
  caCertPem: string;
  tsaCertPem: string;
  tsaKeyPem: string;
}

const year = 365 * 24 * 3600 * 1000;
/** Under the private enterprise number kept for examples (RFC 5612): marks a time-stamp that no auditor vouches for. */
const localPolicy = '1.3.6.1.4.1.32473.1.1';

/** A new authority, valid from `at` for twenty years. The root's key is forgotten: it has nothing more to sign. */
export async function createAuthority(at: Date): Promise<AuthorityPems> {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const tsa = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const caName: CertificateName = { CN: 'Guichet local root', O: 'Guichet' };
  const common = {
    issuer: caName,
    issuerPublicKeySpki: spki(ca.publicKey),
    signer: signWithKey(ca.privateKey),
    notBefore: at,
    notAfter: new Date(at.getTime() + 20 * year),
  };
  const caCert = await issueCertificate({
    ...common,
    subject: caName,
    publicKeySpki: spki(ca.publicKey),
    serial: randomBytes(16),
    use: 'authority',
  });
  const tsaCert = await issueCertificate({
    ...common,
    subject: { CN: 'Guichet local time-stamp authority', O: 'Guichet' },
    publicKeySpki: spki(tsa.publicKey),
    serial: randomBytes(16),
    use: 'time-stamping',
  });
  return {
    caCertPem: certificatePem(caCert),
    tsaCertPem: certificatePem(tsaCert),
    tsaKeyPem: tsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export interface TimestampIssuer {
  /** The DER TimeStampResp to a DER TimeStampReq; a query that cannot be served gets a rejection, never an exception. */
  answer(queryDer: Uint8Array, at: Date): Promise<Uint8Array>;
}

/** Opens an authority that `createAuthority` made. */
export function openAuthority(pems: AuthorityPems): TimestampIssuer {
  const key = createPrivateKey(pems.tsaKeyPem);
  const chain = [certificateDer(pems.tsaCertPem), certificateDer(pems.caCertPem)];
  return { answer: (query, at) => answer(query, at, { certificateChain: chain, sign: signWithKey(key) }) };
}

async function answer(query: Uint8Array, at: Date, signer: DigestSigner): Promise<Uint8Array> {
  let request: TimeStampReq;
  try {
    request = TimeStampReq.fromBER(new Uint8Array(query));
  } catch {
    return rejection('Not a time-stamp request.', badDataFormat);
  }
  const digest = new Uint8Array(request.messageImprint.hashedMessage.valueBlock.valueHexView);
  if (request.messageImprint.hashAlgorithm.algorithmId !== OID.sha256 || digest.length !== 32) {
    return rejection('Only SHA-256 is time-stamped here.', badAlgorithm);
  }
  const tstInfo = sequence(
    integer(1),
    oid(localPolicy),
    sequence(sha256Algorithm, octets(digest)),
    unsigned(randomBytes(16)),
    generalizedTime(at),
    ...(request.nonce ? [new Uint8Array(request.nonce.toBER())] : []),
  );
  const token = await signCms({ contentType: OID.tstInfo, embedded: tstInfo }, signer);
  return sequence(sequence(integer(0)), token);
}

// PKIFailureInfo is a BIT STRING: badAlg is bit 0, badDataFormat bit 5 (RFC 3161, 2.4.2).
const badAlgorithm = element(0x03, Uint8Array.of(7, 0x80));
const badDataFormat = element(0x03, Uint8Array.of(2, 0x04));

const rejection = (why: string, failure: Uint8Array) => sequence(sequence(integer(2), sequence(utf8(why)), failure));

const spki = (key: KeyObject) => new Uint8Array(key.export({ type: 'spki', format: 'der' }));

const certificatePem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;

const certificateDer = (pem: string) => new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'));
