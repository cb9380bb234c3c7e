import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

function encode(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text;
}

/** A time-ordered id, `prefix_` + 26 Crockford base32 characters (48 bits of time, 80 of chance: the ULID layout). */
export function newId(prefix: string, at: Date): string {
  const chance = BigInt(`0x${randomBytes(10).toString('hex')}`);
  return beginningOfIds(prefix, at) + encode(chance, RANDOM_LENGTH);
}

/** An id of the layout of `newId` that is the same each time for the same seed: what is made of it is made once. */
export function derivedId(prefix: string, at: Date, seed: string): string {
  const chance = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 20)}`);
  return beginningOfIds(prefix, at) + encode(chance, RANDOM_LENGTH);
}

/** What the ids of `newId` made at this very millisecond begin with; it sorts before them, after all earlier ones. */
export const beginningOfIds = (prefix: string, at: Date): string =>
  `${prefix}_${encode(BigInt(at.getTime()), TIME_LENGTH)}`;

/** When an id of `newId` was made. */
export function timeOfId(id: string): Date {
  const time = id.slice(id.indexOf('_') + 1).slice(0, TIME_LENGTH);
  let value = 0;
  for (const character of time) value = value * 32 + ALPHABET.indexOf(character);
  return new Date(value);
}

/** A 256-bit secret for links and keys, base64url (43 characters). Only its hash is ever stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
