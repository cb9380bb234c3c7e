import { ContentInfo, SignedData } from 'pkijs';
import { boolean, integer, isStrictDer, OID, octets, sequence, sha256Algorithm, unsigned } from './der.ts';
import { dotted, memberAt, membersOf, readElement, timeOf } from './der-reader.ts';

const INTEGER = 0x02;
const OCTETS = 0x04;
const SEQUENCE = 0x30;

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
  const { status, said, token } = parse('a time-stamp response', () => responseOf(der));
  if (status !== 0 && status !== 1) {
    throw new TimestampError(`The time-stamp authority refused (status ${status}${said ? `: ${said}` : ''}).`);
  }
  if (!token) throw new TimestampError('The time-stamp authority granted, but sent no token.');
  const info = readTimestampToken(token);
  if (!Buffer.from(info.imprint).equals(expectedDigest)) {
    throw new TimestampError('The time-stamp is over another digest.');
  }
  if (!info.nonce || !Buffer.from(info.nonce).equals(unsigned(nonce))) {
    throw new TimestampError('The time-stamp answers another request (nonce).');
  }
  return token;
}

/** TimeStampResp { PKIStatusInfo { status, statusString OPTIONAL… }, token OPTIONAL } (RFC 3161, 2.4.2). */
function responseOf(der: Uint8Array) {
  if (!isStrictDer(der)) throw new Error('not DER');
  const [info, token] = membersOf(readElement(der));
  const [status, text] = info ? membersOf(info) : [];
  if (!status) throw new Error('no status');
  const words = text?.tag === SEQUENCE ? membersOf(text) : [];
  return {
    status: status.content[0],
    said: words.map(({ content }) => Buffer.from(content).toString('utf8')).join('; '),
    token: token && new Uint8Array(token.whole),
  };
}

/** What a token says. It does not check the token's signature: `verify-timestamp.ts` does. */
export interface TimestampInfo {
  genTime: Date;
  policy: string;
  /** Hexadecimal. */
  serial: string;
  imprint: Uint8Array;
  /** As it is encoded, an INTEGER. */
  nonce?: Uint8Array;
}

/** TSTInfo { version, policy, imprint { algorithm, digest }, serial, time, … nonce OPTIONAL … } (RFC 3161, 2.4.2). */
export function readTimestampToken(token: Uint8Array): TimestampInfo {
  return parse('a time-stamp token', () => {
    const [, policy, imprint, serial, time, ...options] = membersOf(readElement(tokenContent(token)));
    if (!policy || !imprint || !serial || !time) throw new Error('it is not whole');
    if (dotted(memberAt(imprint, 0, 0)) !== OID.sha256) {
      throw new TimestampError('The time-stamp is over another digest algorithm than SHA-256.');
    }
    const nonce = options.find(({ tag }) => tag === INTEGER)?.whole;
    return {
      genTime: timeOf(time),
      policy: dotted(policy),
      serial: Buffer.from(serial.content).toString('hex'),
      imprint: new Uint8Array(memberAt(imprint, 1).content),
      ...(nonce && { nonce }),
    };
  });
}

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
  return parse('a time-stamp token', () => {
    // ContentInfo > [0] > SignedData { version, digestAlgorithms, EncapsulatedContentInfo { type, [0] OCTET STRING } }
    const [type, content] = membersOf(memberAt(readElement(token), 1, 0, 2));
    const text = content && memberAt(content, 0);
    if (!type || dotted(type) !== OID.tstInfo || text?.tag !== OCTETS) throw new Error('it carries no time-stamp');
    return new Uint8Array(text.content);
  });
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
export const firstElement = (bytes: Uint8Array): Uint8Array =>
  parse('DER', () => new Uint8Array(readElement(bytes).whole));
