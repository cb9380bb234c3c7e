import * as z from 'zod';
import type { Known } from './maker.ts';

/** Where an installation says with which certificates it seals, and whose time-stamps it takes (RFC 8615). */
export const PUBLISHED_AT = '/.well-known/guichet-seal.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Fingerprints: SHA-256 of the DER, lower-case hexadecimal. Times: ISO 8601 in UTC. */
export const publishedSeals = z.object({
  /** Every one that ever sealed there, the oldest among them, and from when to when it may have. */
  certificates: z.array(z.object({ sha256, notBefore: z.iso.datetime(), notAfter: z.iso.datetime() })),
  /** Certificates that make an authority known which Node does not know. */
  timestampAuthorities: z.array(z.object({ sha256 })),
});

/** What is known to whoever believes the installation that published this. */
export const knownBy = ({ certificates, timestampAuthorities }: z.infer<typeof publishedSeals>): Known => ({
  certificates,
  authorities: timestampAuthorities.map(({ sha256 }) => sha256),
});
