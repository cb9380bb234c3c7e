import * as z from 'zod';
import { besideTold } from '../../shared/documents/beside-told.ts';
import type { SoundSeal } from '../../shared/documents/verify-pdf.ts';
import { entrySchema, headSchema } from './ledger.ts';

/** What every `proof.json` states, whatever it proves. Times are ISO 8601 in UTC, hashes SHA-256 in hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const instant = z.iso.datetime();
export const bilingual = z.strictObject({ fr: z.string(), en: z.string() });

/** A PDF of a bundle. */
export const pdfFile = z.strictObject({
  filename: z.string().min(1),
  sha256,
  size: z.int().positive(),
  pages: z.int().positive(),
  /** What it holds beside its pages, if anything; the sealed file holds the same. */
  beside: besideTold.optional(),
});

const seal = z.strictObject({
  /** How far the chain had got when the document was sealed: stated in the seal, under its time-stamp. */
  chain: headSchema,
  certificate: z.strictObject({
    subject: z.string(),
    issuer: z.string(),
    serial: z.string(),
    fingerprint: sha256,
    notBefore: instant,
    notAfter: instant,
    selfIssued: z.boolean(),
  }),
  timestamp: z.strictObject({
    at: instant,
    authority: z.string(),
    policy: z.string(),
    serial: z.string(),
    /** Of the authority's certificate. */
    fingerprint: sha256,
  }),
});

export const sealedProof = z.strictObject({
  seal,
  /** The ledger's chain of the subject, first act first; `clear` holds the personal facts that were not erased. */
  chain: z.array(z.strictObject(entrySchema.shape)).min(1),
  retention: z.strictObject({ until: instant, rule: bilingual }),
  generatedAt: instant,
  legalNotice: bilingual,
});
export type SealedProof = z.infer<typeof sealedProof>;

/** What a proof states of the seal of its document. @throws Error when the seal states no chain of acts */
export function sealFacts({ signedBy, timestamp, value }: SoundSeal): SealedProof['seal'] {
  if (!value.chainHead) throw new Error('The seal states no chain of acts');
  return {
    chain: value.chainHead,
    certificate: {
      ...signedBy,
      notBefore: signedBy.notBefore.toISOString(),
      notAfter: signedBy.notAfter.toISOString(),
    },
    timestamp: {
      at: timestamp.genTime.toISOString(),
      authority: timestamp.tsaName,
      policy: timestamp.policy,
      serial: timestamp.serial,
      fingerprint: timestamp.certFingerprint,
    },
  };
}
