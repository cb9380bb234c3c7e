import * as z from 'zod';
import { bilingual, instant, pdfFile, sealedProof, sha256 } from '../../proof/sealed-proof.ts';
import { CHANNELS, GROUNDS } from '../consent-view.ts';
import { wordingSchema } from '../wording.ts';
import { legalNotice } from './legal-notice.ts';

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
  /** SHA-256 of the bundle's other files; proof.pdf states this file's, and SHA256SUMS everything's. */
  files: z.strictObject({
    'sealed.pdf': sha256,
    'certificates.pem': sha256,
    'timestamp.tst': sha256,
    'LISEZMOI.txt': sha256,
  }),
});
export type ConsentProof = z.infer<typeof consentProofSchema>;

/** What is known before the bundle is put together. */
export type ConsentFacts = Omit<ConsentProof, 'version' | 'kind' | 'drawing' | 'legalNotice' | 'files'>;

/** The bytes of `proof.json`. Throws when a fact is missing or malformed: no proof is better than a wrong one. */
export function writeProof(facts: ConsentFacts, files: ConsentProof['files']): Uint8Array {
  const proof: ConsentProof = consentProofSchema.parse({
    version: '1',
    kind: KIND,
    drawing: DRAWING,
    ...facts,
    legalNotice: bilingual.parse(legalNotice),
    files,
  });
  return new TextEncoder().encode(`${JSON.stringify(proof, null, 2)}\n`);
}
