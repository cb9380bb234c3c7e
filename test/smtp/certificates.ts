import { randomBytes, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AltName,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  GeneralName,
} from 'pkijs';
import { pem } from '../../shared/documents/certificates.ts';

const DAY = 86_400_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto });

/** A certificate with its key, PEM, as a TLS server takes them. */
export interface Identity {
  cert: string;
  key: string;
}

interface Request {
  /** The names it is for. */
  names: readonly string[];
  /** Days from now. */
  from?: number;
  until?: number;
}

interface Issuer {
  name: string;
  key: CryptoKey;
}

async function issue(
  { names, from = -1, until = 1 }: Request,
  keys: CryptoKeyPair,
  issuer: Issuer,
  isAuthority = false,
) {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array([1, ...randomBytes(15)]).buffer });
  const common = (value: string) =>
    new AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value }) });
  certificate.issuer.typesAndValues.push(common(issuer.name));
  certificate.subject.typesAndValues.push(common(names[0] ?? ''));
  certificate.notBefore.value = new Date(Date.now() + from * DAY);
  certificate.notAfter.value = new Date(Date.now() + until * DAY);
  const alternatives = new AltName({ altNames: names.map((value) => new GeneralName({ type: 2, value })) });
  const constraints = new BasicConstraints({ cA: isAuthority });
  certificate.extensions = [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints.toSchema().toBER(false) }),
    new Extension({ extnID: '2.5.29.17', extnValue: alternatives.toSchema().toBER(false) }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await certificate.sign(issuer.key, 'SHA-256', engine);
  return pem([new Uint8Array(certificate.toSchema(true).toBER(false))]);
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

async function privatePem({ privateKey }: CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
}

/** An authority of the test's own, and what it vouches for. */
export async function authority(name = 'Test authority') {
  const keys = await newKeys();
  const itself = { name, key: keys.privateKey };
  return {
    ca: await issue({ names: [name] }, keys, itself, true),
    async certificate(request: Request): Promise<Identity> {
      const own = await newKeys();
      return { cert: await issue(request, own, itself), key: await privatePem(own) };
    },
  };
}

/** A certificate that only vouches for itself. */
export async function selfSigned(request: Request): Promise<Identity> {
  const keys = await newKeys();
  return {
    cert: await issue(request, keys, { name: request.names[0] ?? '', key: keys.privateKey }),
    key: await privatePem(keys),
  };
}
