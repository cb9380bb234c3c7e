import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import type { Known } from './maker.ts';

/** Where an installation says with which certificates it seals, and whose time-stamps it takes (RFC 8615). */
export const PUBLISHED_AT = '/.well-known/guichet-seal.json';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta(about('SHA-256 du certificat (DER), en hexadécimal.', 'SHA-256 of the certificate (DER), in hexadecimal.'));

/** Fingerprints: SHA-256 of the DER, lower-case hexadecimal. Times: ISO 8601 in UTC. */
export const publishedSeals = z.object({
  /** Every one that ever sealed there, the oldest among them, and from when to when it may have. */
  certificates: z
    .array(
      z.object({
        sha256,
        notBefore: z.iso.datetime().meta(about('Depuis quand.', 'From when.')),
        notAfter: z.iso.datetime().meta(about('Jusqu’à quand.', 'Until when.')),
      }),
    )
    .meta(about('Tous ceux qui ont scellé ici.', 'Every one that ever sealed here.')),
  /** Certificates that make an authority known which Node does not know. */
  timestampAuthorities: z
    .array(z.object({ sha256 }))
    .meta(about('Les autorités d’horodatage connues.', 'The time-stamp authorities that are known.')),
});

/** What is known to whoever believes the installation that published this. */
export const knownBy = ({ certificates, timestampAuthorities }: z.infer<typeof publishedSeals>): Known => ({
  certificates,
  authorities: timestampAuthorities.map(({ sha256 }) => sha256),
});
