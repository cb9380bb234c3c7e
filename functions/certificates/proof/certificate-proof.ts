import * as z from 'zod';
import { type FactsOf, sealedBundleHashes } from '../../proof/sealed-bundle.ts';
import { instant, pdfFile, sealedProof, sha256 } from '../../proof/sealed-proof.ts';

/** `proof.json`: everything known of a certificate, for programs. Times are ISO 8601 in UTC, hashes SHA-256 in hex. */

/** What proof.json calls this kind of bundle. */
export const KIND = 'certificate';

/** Counts the ways in which proof.pdf and LISEZMOI.txt were drawn of a proof. */
export const DRAWING = 1;

/** Whence somebody acted. */
const seen = { address: z.string().optional(), userAgent: z.string().optional() };

export const certificateProofSchema = z.strictObject({
  version: z.literal('1'),
  kind: z.literal(KIND),
  drawing: z.int().min(1).max(DRAWING),
  certificate: z.strictObject({
    id: z.string().min(1),
    /** What it attests. */
    name: z.string().min(1),
    status: z.enum(['issued', 'activated', 'revoked']),
    expiresAt: instant.optional(),
    replaces: z.string().optional(),
  }),
  holder: z.strictObject({ name: z.string().optional(), email: z.string().optional() }),
  /** The business that issued it. */
  issuer: z.string().optional(),
  issue: z.strictObject({ at: instant, ...seen }),
  activation: z.strictObject({ at: instant, how: z.enum(['page', 'beforehand']), ...seen }).optional(),
  revocation: z
    .strictObject({ at: instant, reason: z.string().optional(), replacedBy: z.string().optional() })
    .optional(),
  /** sealed.pdf: the certificate as its holder was given it. */
  document: pdfFile,
  ...sealedProof.shape,
  /** badge.jwt: the same as an Open Badge 3.0, and the key that signed it. */
  badge: z.strictObject({ sha256, publicKey: z.string(), statusList: z.string(), statusListIndex: z.int() }),
  files: sealedBundleHashes.extend({ 'badge.jwt': sha256 }),
});
export type CertificateProof = z.infer<typeof certificateProofSchema>;

/** What is known before the bundle is put together. */
export type CertificateFacts = FactsOf<CertificateProof>;
