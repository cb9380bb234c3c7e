import * as z from 'zod';
import { entity } from '../../shared/table/entity.ts';
import { LOCALES } from '../../shared/text.ts';

const SIGNER_STATUSES = ['queued', 'invited', 'opened', 'signed'] as const;

/** Somebody who is asked to sign. The live code, if any, is kept as a MAC under a key that never leaves KMS. */
export const signers = entity({
  name: 'signer',
  partition: 'requestId',
  sort: ['id'],
  schema: z.object({
    id: z.string(),
    requestId: z.string(),
    position: z.number().int(),
    status: z.enum(SIGNER_STATUSES),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    invitationMailId: z.string().optional(),
    openedAt: z.string().optional(),
    /** How many codes were ever made for this signer. */
    codesSent: z.number().int().nonnegative(),
    code: z
      .object({
        mac: z.string(),
        number: z.number().int(),
        tries: z.number().int(),
        /** It was typed although it was dead: noted once, so that nobody fills the history with guesses. */
        typedDead: z.boolean().optional(),
        madeAt: z.string(),
        expiresAt: z.string(),
        /** The carrier's id of the SMS; set with the act that says it left. */
        messageId: z.string().optional(),
      })
      .optional(),
    signedAt: z.string().optional(),
    /** What the reader's page told: pages shown, time zone. */
    reading: z.object({ pagesViewed: z.number().int(), timeZone: z.string().optional() }).optional(),
    consent: z.object({ version: z.string(), locale: z.enum(LOCALES), text: z.string() }).optional(),
    confirmationMailId: z.string().optional(),
    confirmation: z.enum(['sent', 'failed']).optional(),
  }),
});
export type Signer = z.infer<(typeof signers)['schema']>;

/** What the API tells of a signer: never a link, nor anything of a code. */
export const signerView = z.object({
  id: z.string(),
  status: z.enum(SIGNER_STATUSES),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  openedAt: z.string().optional(),
  signedAt: z.string().optional(),
});

/** `+33612345678` as its owner recognises it and nobody else can read it: `+33 6 •• •• •• 78`. */
export function maskedPhone(phone: string): string {
  const french = /^\+33(\d)\d{6}(\d\d)$/.exec(phone);
  if (french) return `+33 ${french[1]} •• •• •• ${french[2]}`;
  return `${phone.slice(0, 3)} ${'•'.repeat(Math.max(phone.length - 5, 2))} ${phone.slice(-2)}`;
}
