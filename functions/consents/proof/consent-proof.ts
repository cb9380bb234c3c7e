import * as z from 'zod';
import { type FactsOf, sealedBundleHashes } from '../../proof/sealed-bundle.ts';
import { instant, pdfFile, sealedProof, sha256 } from '../../proof/sealed-proof.ts';
import { CHANNELS, GROUNDS } from '../consent-view.ts';
import { wordingSchema } from '../wording.ts';

/** `proof.json`: everything known of a consent, for programs. Times are ISO 8601 in UTC, hashes SHA-256 in hex. */

/** What proof.json calls this kind of bundle. */
export const KIND = 'consent';

/** Counts the ways in which the receipt, proof.pdf and LISEZMOI.txt were drawn of a proof. */
export const DRAWING = 1;

const wording = z.strictObject(wordingSchema.shape).extend({ sha256 });
/** Whence somebody acted. */
const seen = { address: z.string(), userAgent: z.string() };

export const consentProofSchema = z.strictObject({
  version: z.literal('1'),
  kind: z.literal(KIND),
  drawing: z.int().min(1).max(DRAWING),
  consent: z.strictObject({
    id: z.string().min(1),
    email: z.string(),
    status: z.enum(['accepted', 'refused']),
    purpose: z.literal('mailings'),
  }),
  /** Who may write, or may not. */
  business: z.string().min(1),
  /** The last word, whoever had it. */
  decision: z.strictObject({
    act: z.enum(['accepted', 'refused', 'withdrawn']),
    by: z.enum(['recipient', 'user']),
    at: instant,
    channel: z.enum(CHANNELS),
    ...seen,
    reason: z.string().optional(),
    /** What was shown beside the button. */
    wording: wording.optional(),
  }),
  /** The latest request that came before it, if it was asked for at all. */
  request: z
    .strictObject({
      at: instant,
      asker: z.string(),
      company: z.string().optional(),
      ground: z.enum(GROUNDS),
      groundFrom: z.enum(['caller', 'record']),
      perMonth: z.int(),
      wording,
      ...seen,
    })
    .optional(),
  /** sealed.pdf: the receipt that the recipient was given. */
  receipt: pdfFile,
  ...sealedProof.shape,
  files: sealedBundleHashes,
});
export type ConsentProof = z.infer<typeof consentProofSchema>;

/** What is known before the bundle is put together. */
export type ConsentFacts = FactsOf<ConsentProof>;
