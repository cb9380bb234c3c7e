import * as z from 'zod';
import { LOCALES } from '../../../shared/text.ts';
import { bilingual, instant, pdfFile, sealedProof, sha256 } from '../../proof/sealed-proof.ts';
import { INVITED_THROUGH, legalNoticeFor, signatureLevel } from './legal-notice.ts';

/** `proof.json`: everything known of a signature, for programs. Times are ISO 8601 in UTC, hashes SHA-256 in hex. */
const locale = z.enum(LOCALES);

const sender = z.strictObject({
  userId: z.string(),
  name: z.string().min(1),
  company: z.string().optional(),
  email: z.string(),
  /** Network address of the call that asked for the signature. */
  address: z.string(),
  requestedAt: instant,
});

const signer = z.strictObject({
  id: z.string(),
  name: z.string().min(1),
  email: z.string(),
  /** E.164, in full: it is the signer's own evidence. */
  phone: z.string(),
  suppliedBy: z.literal('sender'),
  invitation: z.strictObject({
    to: z.string(),
    messageId: z.string(),
    /** `smtp`: the sender's own mail server, which could read it; `platform`, ours, unless said. */
    through: z.enum(INVITED_THROUGH).optional(),
    sentAt: instant,
    deliveredAt: instant.optional(),
    bouncedAt: instant.optional(),
  }),
  opened: z
    .strictObject({
      at: instant,
      /** Shown by our page, or by the browser itself from the link to the PDF. */
      via: z.enum(['page', 'link']).optional(),
      /** When the document was served to that very browser. */
      servedAt: instant.optional(),
      address: z.string(),
      userAgent: z.string(),
      timeZone: z.string().optional(),
      locale: z.string().optional(),
      pagesViewed: z.int().nonnegative().optional(),
    })
    .optional(),
  consent: z.strictObject({ text: z.string().min(1), version: z.string(), locale, sha256, at: instant }),
  /** What is known of the code, never the code. */
  code: z.strictObject({
    maskedPhone: z.string(),
    messageId: z.string(),
    sentAt: instant,
    validatedAt: instant,
    attempts: z.int().positive(),
    codesSent: z.int().positive(),
  }),
  signedAt: instant,
  address: z.string(),
  userAgent: z.string(),
});

/** What proof.json calls this kind of bundle. */
export const KIND = 'signature';

/** Counts the ways in which proof.pdf and LISEZMOI.txt were drawn from a proof: who verifies an earlier one cannot redraw it. */
export const DRAWING = 1;

export const signatureProofSchema = z.strictObject({
  version: z.literal('1'),
  kind: z.literal(KIND),
  drawing: z.int().min(1).max(DRAWING),
  request: z.strictObject({
    id: z.string().min(1),
    level: z.strictObject({
      eidas: z.literal(signatureLevel.eidas),
      method: z.literal(signatureLevel.method),
      seal: z.literal(signatureLevel.seal),
      statement: bilingual,
    }),
  }),
  documents: z.strictObject({ original: pdfFile, displayed: pdfFile, sealed: pdfFile }),
  sender,
  signers: z.array(signer).min(1),
  ...sealedProof.shape,
  /** SHA-256 of the bundle's other files; proof.pdf states this file's, and SHA256SUMS everything's. */
  files: z.strictObject({
    'original.pdf': sha256,
    'sealed.pdf': sha256,
    'certificates.pem': sha256,
    'timestamp.tst': sha256,
    'LISEZMOI.txt': sha256,
  }),
});
export type SignatureProof = z.infer<typeof signatureProofSchema>;
export type SignerProof = SignatureProof['signers'][number];

/** What is known before the bundle is put together. */
export type SignatureFacts = Omit<SignatureProof, 'version' | 'kind' | 'drawing' | 'legalNotice' | 'files'>;

/** The bytes of `proof.json`. Throws when a fact is missing or malformed: no proof is better than a wrong one. */
export function writeProof(facts: SignatureFacts, files: SignatureProof['files']): Uint8Array {
  const legalNotice = legalNoticeFor(facts.signers);
  const proof: SignatureProof = signatureProofSchema.parse({
    version: '1',
    kind: KIND,
    drawing: DRAWING,
    ...facts,
    legalNotice,
    files,
  });
  return new TextEncoder().encode(`${JSON.stringify(proof, null, 2)}\n`);
}
