import * as z from 'zod';
import { about, idOf, moment } from '../../shared/fields/about.ts';
import type { Locale } from '../../shared/text.ts';
import type { Branded } from '../branding/brand.ts';
import { badgeUrlsOf } from './badge/badge-urls.ts';
import { isExpired, numbered } from './certificate.ts';
import { badgeUrls } from './certificate-view.ts';
import { issuerOf } from './template-design.ts';
import { CHECKS, verificationChecks } from './verification-checks.ts';
import { verifyUrl } from './verify-url.ts';

/** `broken`: something of it does not hold, and nobody should rely on it. */
const RESULTS = ['valid', 'revoked', 'expired', 'unknown', 'broken'] as const;
export type VerificationResult = (typeof RESULTS)[number];

/** What anybody may know of a certificate whose number they have: no address, and no value that it does not show. */
export const verificationView = z.object({
  id: idOf('crt'),
  result: z.enum(RESULTS).meta(about('Ce qu’il vaut.', 'What it is worth.', 'valid')),
  certificate: z
    .string()
    .optional()
    .meta(about('Ce qu’il atteste.', 'What it attests.', 'Ramonage, niveau 1')),
  holder: z
    .string()
    .optional()
    .meta(about('À qui il est délivré.', 'To whom it is issued.', 'Zoé Lefèvre')),
  issuer: z
    .string()
    .optional()
    .meta(about('Qui l’a délivré.', 'Who issued it.', 'Durand Menuiserie')),
  issuedAt: moment('Quand il fut délivré.', 'When it was issued.').optional(),
  expiresAt: moment('Jusqu’à quand il vaut.', 'Until when it is valid.').optional(),
  revokedAt: moment('Quand il fut révoqué.', 'When it was revoked.').optional(),
  reason: z
    .string()
    .optional()
    .meta(about('Pourquoi il est révoqué.', 'Why it is revoked.', 'Nom mal écrit')),
  replacedBy: z
    .string()
    .optional()
    .meta(
      about(
        'La page de celui qui le remplace.',
        'The page of the one that takes its place.',
        'https://guichet.exemple.fr/verify/crt_…',
      ),
    ),
  sha256: z.string().optional().meta(about('L’empreinte du PDF scellé.', 'The hash of the sealed PDF.')),
  acts: z
    .object({
      count: z.int().meta(about('Combien d’actes sa chaîne a.', 'How many acts its chain has.', 3)),
      head: z.string().meta(about('L’empreinte du dernier.', 'The hash of the last one.')),
    })
    .optional()
    .meta(about('Où en est sa chaîne de preuve.', 'Where its chain of proof is.')),
  checks: z
    .array(
      z.object({
        name: z.enum(CHECKS).meta(about('Ce qui fut vérifié.', 'What was verified.', 'seal')),
        outcome: z.enum(['passed', 'failed']).meta(about('Si cela tient.', 'Whether it holds.', 'passed')),
        text: z.string().meta(about('Une phrase, dans votre langue.', 'A sentence, in your language.')),
      }),
    )
    .optional()
    .meta(
      about(
        'Ce qui fut vérifié à l’instant : cachet, badge, liste des révoqués, registre.',
        'What was verified just now: seal, badge, list of revoked ones, register.',
      ),
    ),
  badge: badgeUrls.optional(),
  file: z
    .enum(['same', 'other'])
    .optional()
    .meta(
      about(
        'Si le fichier envoyé est celui qui fut délivré.',
        'Whether the file that was sent is the one issued.',
        'same',
      ),
    ),
});
export type Verification = z.infer<typeof verificationView>;

/** A certificate as anybody verifies it. @param sha256 of a file that is said to be it */
export async function verified(
  id: string,
  { locale, now }: { locale: Locale; now: Date },
  sha256?: string,
): Promise<{ verification: Verification; brand: Branded | undefined }> {
  const found = await numbered(id);
  if (!found) return { verification: { id, result: 'unknown' }, brand: undefined };
  const { tenant, certificate } = found;
  const brand = await issuerOf(tenant);
  const { holder, issuedAt, expiresAt, revokedAt, reason, replacedBy, sealed, chain } = certificate;
  const checks = await verificationChecks(tenant, certificate);
  const isSound = checks.every(({ outcome }) => outcome === 'passed');
  const result = !isSound ? 'broken' : revokedAt ? 'revoked' : isExpired(certificate, now) ? 'expired' : 'valid';
  const verification: Verification = {
    ...{ id, result, holder, issuedAt, issuer: brand.name, certificate: certificate.certificate },
    ...(expiresAt && { expiresAt }),
    ...(revokedAt && { revokedAt, reason }),
    ...(replacedBy && { replacedBy: verifyUrl({ id: replacedBy }) }),
    ...(sealed && { sha256: sealed.sha256 }),
    acts: { count: chain.sequence, head: chain.hash },
    checks: checks.map(({ name, outcome, text }) => ({
      name,
      outcome: outcome === 'passed' ? 'passed' : 'failed',
      text: text[locale],
    })),
    ...(certificate.badged && { badge: badgeUrlsOf({ id }) }),
    ...(sha256 && { file: sealed?.sha256 === sha256 ? ('same' as const) : ('other' as const) }),
  };
  return { verification, brand };
}
