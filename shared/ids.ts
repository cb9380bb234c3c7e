import { randomBytes } from 'node:crypto';

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
  return `${prefix}_${encode(BigInt(at.getTime()), TIME_LENGTH)}${encode(chance, RANDOM_LENGTH)}`;
}

/** When an id of `newId` was made. */
export function timeOfId(id: string): Date {
  const time = id.slice(id.indexOf('_') + 1).slice(0, TIME_LENGTH);
  let value = 0;
  for (const character of time) value = value * 32 + ALPHABET.indexOf(character);
  return new Date(value);
}

/** A 256-bit secret for links and keys, base64url (43 characters). Only its hash is ever stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
