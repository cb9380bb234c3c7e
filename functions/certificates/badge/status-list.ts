import { gzipSync } from 'node:zlib';
import { after, DAY } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { toSeconds } from '../certificate-dates.ts';
import type { Credential } from './credential-jwt.ts';
import { didOf } from './issuer-did.ts';

/**
 * A list of revoked badges (W3C Bitstring Status List v1.0): a bit a badge, so many of them that who asks for the list
 * does not say which badge they verify.
 */
export const PLACES = 131_072;

/** Where the list of an account is. */
export const statusListUrl = (account: string, list: number): string =>
  `${config.publicUrl()}/issuers/${account}/status-lists/${list}`;

/** The bit of each place, the first one the most significant of its byte; multibase, base64url of gzip. */
function encodedList(revoked: readonly number[]): string {
  const bits = Buffer.alloc(PLACES / 8);
  for (const place of revoked) bits[place >> 3]! |= 0x80 >> (place & 7);
  return `u${gzipSync(bits).toString('base64url')}`;
}

/** The list as a credential of its own. */
export function statusListCredential(
  account: string,
  list: number,
  revoked: readonly number[],
  now: Date,
): Credential & Record<string, unknown> {
  const id = statusListUrl(account, list);
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: didOf(account),
    validFrom: toSeconds(now),
    validUntil: toSeconds(after(now, DAY)),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodedList(revoked),
    } as { id: string },
  };
}
