import * as z from 'zod';
import { besideTold } from '../../shared/documents/beside-told.ts';
import { documentStates } from './document-states.ts';

export const documentType = z.enum([
  'quote',
  'order',
  'invoice',
  'contract',
  'delivery-note',
  'certificate',
  'report',
  'other',
]);

/** A document as the API shows it; times in ISO 8601, size in bytes. */
export const documentView = z.object({
  id: z.string(),
  contactId: z.string(),
  filename: z.string(),
  type: documentType,
  reference: z.string().optional(),
  size: z.number(),
  /** Lower-case hex. */
  sha256: z.string(),
  status: documentStates.schema,
  /** Why it was refused: the reason for programs, the message for people, in the caller's language. */
  refusal: z.object({ reason: z.string(), message: z.string() }).optional(),
  pages: z.number().optional(),
  /** What it holds beside its pages, if anything: shown to signers and recorded in the proof. */
  beside: besideTold.optional(),
  /** Uploaded by the account, or sealed by a signature. */
  source: z.enum(['upload', 'signature']),
  signatureRequestId: z.string().optional(),
  createdAt: z.string(),
  availableAt: z.string().optional(),
});
