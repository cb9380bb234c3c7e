import * as z from 'zod';
import { entity } from '../../shared/table/entity.ts';
import { LOCALES, type Locale, say } from '../../shared/text.ts';
import { causeText } from '../mail/mail-cause.ts';
import type { Mail, Outcome } from '../mail/outgoing-mail.ts';

/**
 * The states of a signer, in the order in which they come: `queued` the invitation is on its way; `invited` it has left;
 * `unreachable` it failed or came back; `opened`; `signed`. A link opens whatever became of its mail: who is unreachable
 * may still open and sign.
 */
const SIGNER_STATUSES = ['queued', 'invited', 'unreachable', 'opened', 'signed'] as const;

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
    /** When the signer's server had taken the invitation, if it said so. */
    invitationDeliveredAt: z.string().optional(),
    /** Why the invitation did not arrive: one of our sentences, and the transport's words. */
    undelivered: z.object({ cause: z.string().optional(), reply: z.string().optional() }).optional(),
    /** Keys the mark by which a browser shows that it was given the document (`newServedKey`). */
    servedKey: z.string(),
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

/** Outcomes of a mail that are acts of its request. */
export type MailAct = Exclude<Outcome, 'delivered'>;

/**
 * What the outcomes of the invitation make of a signer, and why. Who has opened or signed was reached, whatever a server
 * says later.
 */
export function invitedSigner(signer: Signer, outcomes: readonly MailAct[], mail: Mail): Signer {
  if (signer.status !== 'queued' && signer.status !== 'invited') return signer;
  const lost = outcomes.findLast((outcome) => outcome !== 'sent');
  if (!lost) return outcomes.length ? { ...signer, status: 'invited' } : signer;
  return { ...signer, status: 'unreachable', undelivered: { cause: mail.cause, reply: mail.reason } };
}

/** What the API tells of a signer: never a link, nor anything of a code. */
export const signerView = z.object({
  id: z.string(),
  status: z.enum(SIGNER_STATUSES),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  openedAt: z.string().optional(),
  signedAt: z.string().optional(),
  /** Why the invitation has not arrived, as long as it matters. */
  mail: z
    .object({
      /** `waiting`: it is tried again, at the latest at `nextTryAt`. `failed`: it is not, or came back. */
      status: z.enum(['waiting', 'failed']),
      /** What happened, in the reader's language. */
      reason: z.string(),
      /** The transport's own words. */
      reply: z.string().optional(),
      nextTryAt: z.string().optional(),
    })
    .optional(),
});

/**
 * A signer as the API shows it.
 * @param invitation the invitation's mail, where it may still wait
 */
export function signerViewOf(signer: Signer, invitation: Mail | undefined, locale: Locale): z.input<typeof signerView> {
  const { status, undelivered } = signer;
  if (status === 'unreachable') {
    return {
      ...signer,
      mail: {
        status: 'failed',
        reason: (causeText(undelivered?.cause) ?? UNDELIVERED)[locale],
        reply: undelivered?.reply,
      },
    };
  }
  const { cause, reason: reply, nextTryAt } = invitation ?? {};
  if (status !== 'queued' || !nextTryAt) return signer;
  return { ...signer, mail: { status: 'waiting', reason: (causeText(cause) ?? IN_TURN)[locale], reply, nextTryAt } };
}

const UNDELIVERED = say('L’email n’a pas pu être remis.', 'The email could not be delivered.');
const IN_TURN = say(
  'Vos emails partent à la cadence que votre serveur accepte : celui-ci attend son tour.',
  'Your emails leave at the pace that your server takes: this one waits for its turn.',
);

/** `+33612345678` as its owner recognises it and nobody else can read it: `+33 6 •• •• •• 78`. */
export function maskedPhone(phone: string): string {
  const french = /^\+33(\d)\d{6}(\d\d)$/.exec(phone);
  if (french) return `+33 ${french[1]} •• •• •• ${french[2]}`;
  return `${phone.slice(0, 3)} ${'•'.repeat(Math.max(phone.length - 5, 2))} ${phone.slice(-2)}`;
}
