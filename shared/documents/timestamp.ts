import * as asn1js from 'asn1js';
import { ContentInfo, SignedData, TimeStampResp, TSTInfo } from 'pkijs';
import { boolean, integer, OID, octets, sequence, sha256Algorithm, unsigned } from './der.ts';

/** An RFC 3161 authority: resolves to a DER TimeStampToken over a SHA-256 digest. */
export interface TimestampAuthority {
  stamp(sha256Digest: Uint8Array): Promise<Uint8Array>;
}

/** The authority refused, or answered something else than a time-stamp of what was asked. */
export class TimestampError extends Error {
  override name = 'TimestampError';
}

/** A DER TimeStampReq over a SHA-256 digest that asks for the authority's certificate. `nonce`: big-endian bytes. */
export function buildTimestampRequest(sha256Digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  return sequence(integer(1), sequence(sha256Algorithm, octets(sha256Digest)), unsigned(nonce), boolean(true));
}

/** The token inside a DER TimeStampResp. Throws `TimestampError` unless it was granted over this digest with this nonce. */
export function readTimestampResponse(der: Uint8Array, expectedDigest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const response = parse('a time-stamp response', () => TimeStampResp.fromBER(new Uint8Array(der)));
  const { status } = response.status;
  if (status !== 0 && status !== 1) {
    const said = response.status.statusStrings?.map((text) => text.valueBlock.value).join('; ');
    throw new TimestampError(`The time-stamp authority refused (status ${status}${said ? `: ${said}` : ''}).`);
  }
  if (!response.timeStampToken) throw new TimestampError('The time-stamp authority granted, but sent no token.');
  const token = new Uint8Array(response.timeStampToken.toSchema().toBER());
  const info = tokenInfo(token);
  if (!Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView).equals(expectedDigest)) {
    throw new TimestampError('The time-stamp is over another digest.');
  }
  const answered = info.nonce && new Uint8Array(info.nonce.toBER());
  if (!answered || !Buffer.from(answered).equals(unsigned(nonce))) {
    throw new TimestampError('The time-stamp answers another request (nonce).');
  }
  return token;
}

/** What a token says. It does not check the token's signature: `verify-timestamp.ts` does. */
export interface TimestampInfo {
  genTime: Date;
  policy: string;
  /** Hexadecimal. */
  serial: string;
  imprint: Uint8Array;
  tsaName: string;
  /** DER, as the token carries them. */
  certificates: Uint8Array[];
}

export function readTimestampToken(token: Uint8Array): TimestampInfo {
  const info = tokenInfo(token);
  const signed = signedDataOf(token);
  return {
    genTime: info.genTime,
    policy: info.policy,
    serial: Buffer.from(info.serialNumber.valueBlock.valueHexView).toString('hex'),
    imprint: new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    tsaName: signerNameOf(signed),
    certificates: (signed.certificates ?? []).map((certificate) => new Uint8Array(certificate.toSchema().toBER())),
  };
}

/** The authority's time in a token: all that sealing needs, at a fraction of the cost of reading the rest. */
export const timestampTime = (token: Uint8Array): Date => tokenInfo(token).genTime;

/** The SignedData of a DER ContentInfo. */
export function signedDataOf(der: Uint8Array): SignedData {
  return parse('a CMS message', () => {
    const content = ContentInfo.fromBER(new Uint8Array(der));
    if (content.contentType !== OID.signedData) throw new Error('not SignedData');
    return new SignedData({ schema: content.content });
  });
}

/** The DER of TSTInfo, as the token's signature covers it. */
export function tokenContent(token: Uint8Array): Uint8Array {
  // ContentInfo > [0] > SignedData { version, digestAlgorithms, EncapsulatedContentInfo { type, [0] OCTET STRING } }
  const { result } = asn1js.fromBER(new Uint8Array(token));
  const encapsulated = child(child(child(result, 1), 0), 2);
  const type = child(encapsulated, 0);
  const content = child(child(encapsulated, 1), 0);
  const isToken = type instanceof asn1js.ObjectIdentifier && type.getValue() === OID.tstInfo;
  if (!isToken || !(content instanceof asn1js.OctetString))
    throw new TimestampError('The token carries no time-stamp.');
  return new Uint8Array(content.getValue());
}

function child(element: unknown, index: number): unknown {
  const children = (element as asn1js.Constructed | undefined)?.valueBlock?.value;
  return Array.isArray(children) ? children[index] : undefined;
}

function tokenInfo(token: Uint8Array): TSTInfo {
  const info = parse('a time-stamp token', () => TSTInfo.fromBER(new Uint8Array(tokenContent(token))));
  if (info.messageImprint.hashAlgorithm.algorithmId !== OID.sha256) {
    throw new TimestampError('The time-stamp is over another digest algorithm than SHA-256.');
  }
  return info;
}

function signerNameOf(signed: SignedData): string {
  const sid = signed.signerInfos[0]?.sid;
  const signer = signed.certificates?.find(
    (certificate) =>
      'serialNumber' in certificate &&
      sid &&
      'serialNumber' in sid &&
      certificate.serialNumber.isEqual(sid.serialNumber),
  );
  const names = signer && 'subject' in signer ? signer.subject.typesAndValues : [];
  return String(names.find(({ type }) => type === OID.commonName)?.value.valueBlock.value ?? '');
}

function parse<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof TimestampError) throw cause;
    throw new TimestampError(`This is not ${what}.`, { cause });
  }
}

/** Bytes of the first DER element, without whatever follows it (such as zero padding). */
export function firstElement(bytes: Uint8Array): Uint8Array {
  const { offset } = asn1js.fromBER(new Uint8Array(bytes));
  if (offset <= 0) throw new TimestampError('This is not DER.');
  return bytes.subarray(0, offset);
}
