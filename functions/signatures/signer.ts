import * as z from 'zod';
import { codeFields } from '../../shared/codes/code.ts';
import { about, idOf, moment } from '../../shared/fields/about.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import { entity } from '../../shared/table/entity.ts';
import { states } from '../../shared/table/states.ts';
import { LOCALES, type Locale, say } from '../../shared/text.ts';
import type { Mail, Outcome } from '../mail/mail.ts';
import { causeText } from '../mail/mail-cause.ts';

/** Mails to a signer whose failure is shown: that of a confirmation is in the evidence. */
const FAILING = ['invitation', 'reminder', 'closing'] as const;
export type Failing = (typeof FAILING)[number];

/** States in which a signer may still sign. */
export const UNSIGNED = ['queued', 'invited', 'unreachable', 'opened'] as const;

/**
 * The states of a signer: `queued` the invitation is on its way; `invited` it has left; `unreachable` it failed or came
 * back; `opened`; `signed`; `declined`. A link opens whatever became of its mail: who is unreachable may still open and sign.
 */
export const signerStates = states(
  say('Le signataire', 'The signer'),
  {
    queued: say('à inviter', 'to be invited'),
    invited: say('invité', 'invited'),
    unreachable: say('non joint', 'not reached'),
    opened: say('document ouvert', 'document opened'),
    signed: say('a signé', 'has signed'),
    declined: say('a refusé de signer', 'has declined to sign'),
  },
  {
    ask: { to: 'queued' },
    // What could not be sent may leave later: its address was suppressed, and is no more.
    invite: { from: ['queued', 'invited', 'unreachable'], to: 'invited' },
    lose: { from: ['queued', 'invited'], to: 'unreachable' },
    resend: { from: UNSIGNED, to: 'queued' },
    open: { from: UNSIGNED, to: 'opened' },
    sign: { from: UNSIGNED, to: 'signed' },
    decline: { from: UNSIGNED, to: 'declined' },
  },
);

/** Somebody who is asked to sign. */
export const signers = entity({
  name: 'signer',
  states: signerStates,
  partition: 'requestId',
  sort: ['id'],
  schema: z.object({
    id: z.string(),
    requestId: z.string(),
    position: z.number().int(),
    order: z.number().int().positive().optional(),
    status: signerStates.schema,
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    invitationMailId: z.string().optional(),
    /** When their turn came: the life of their links begins. */
    invitedAt: z.string().optional(),
    /** The latest reminder. */
    reminderMailId: z.string().optional(),
    /** When the signer's server had taken the invitation, if it said so. */
    invitationDeliveredAt: z.string().optional(),
    /** Which mail did not arrive, and why: one of our sentences, and the transport's words. */
    undelivered: z
      .object({ about: z.enum(FAILING), cause: z.string().optional(), reply: z.string().optional() })
      .optional(),
    /** Which link opens: it is counted up whenever the invitation is sent again, and earlier ones serve no more. */
    link: z.number().int().positive(),
    resentAt: z.string().optional(),
    /** An earlier invitation may have come to this address. */
    mayKnow: z.boolean().optional(),
    /** Keys the mark by which a browser shows that it was given the document (`newServedKey`). */
    servedKey: z.string(),
    openedAt: z.string().optional(),
    ...codeFields,
    /** How many of the codes were made for earlier links. */
    codesBefore: z.number().int().nonnegative(),
    signedAt: z.string().optional(),
    /** What the reader's page told: pages shown, time zone. */
    reading: z.object({ pagesViewed: z.number().int(), timeZone: z.string().optional() }).optional(),
    consent: z.object({ version: z.string(), locale: z.enum(LOCALES), text: z.string() }).optional(),
    confirmationMailId: z.string().optional(),
    confirmation: z.enum(['sent', 'failed']).optional(),
  }),
});
export type Signer = z.infer<(typeof signers)['schema']>;

/** What tells two signers of a request apart. */
export const signerKey = ({ email, phone }: Pick<Signer, 'email' | 'phone'>): string => `${emailKey(email)} ${phone}`;
export const SAME_SIGNER = say(
  'Deux signataires ont le même e-mail et le même téléphone.',
  'Two signers share email and phone.',
);

/** Outcomes of a mail that are acts of its request. */
export type MailAct = Exclude<Outcome, 'delivered' | 'lapsed'>;

/**
 * What the outcomes of the invitation make of a signer. Who has opened or signed was reached, whatever a server says
 * later.
 */
export function invitationMove(signer: Signer, outcomes: readonly MailAct[]): 'invite' | 'lose' | undefined {
  const move = outcomes.some((outcome) => outcome !== 'sent') ? 'lose' : 'invite';
  return outcomes.length && signerStates.may(move, signer) ? move : undefined;
}

/** Why a mail did not arrive. */
export const undelivered = (about: Failing, { cause, reason: reply }: Mail) => ({
  undelivered: { about, cause, reply },
});

/** When a signer's turn comes. */
export const signingOrder = z
  .int()
  .min(1)
  .max(10)
  .meta(
    about(
      'Son tour : qui a le même signe en même temps, qui vient après est invité quand tous ceux d’avant ont signé ; 1 sinon.',
      'Their turn: those who share it sign together, those who come later are invited when all before have signed; 1 otherwise.',
      1,
    ),
  );

/** What the API tells of a signer: never a link, nor anything of a code. */
export const signerView = z
  .object({
    id: idOf('sgn'),
    status: signerStates.schema,
    order: signingOrder.optional(),
    name: z.string().meta(about('Son nom.', 'Their name.', 'Anne Martin')),
    email: z.string().meta(about('Où l’invitation est allée.', 'Where the invitation went.', 'anne.martin@exemple.fr')),
    phone: z.string().meta(about('Où le code va.', 'Where the code goes.', '+33612345678')),
    openedAt: moment('Quand le document fut ouvert.', 'When the document was opened.').optional(),
    signedAt: moment('Quand ce fut signé.', 'When it was signed.').optional(),
    resentAt: moment(
      'Quand l’invitation fut envoyée de nouveau.',
      'When the invitation was last sent again.',
    ).optional(),
    /** Which email has not arrived, and why, as long as it matters. */
    mail: z
      .object({
        about: z.enum(FAILING).meta(about('Lequel de nos e-mails.', 'Which of our emails.')),
        /** `waiting`: it is tried again, at the latest at `nextTryAt`. `failed`: it is not, or came back. */
        status: z.enum(['waiting', 'failed']).meta(about('En attente, ou non remise.', 'Waiting, or not delivered.')),
        /** What happened, in the reader's language. */
        reason: z.string().meta(about('Ce qui s’est passé, dans votre langue.', 'What happened, in your language.')),
        /** The transport's own words. */
        reply: z
          .string()
          .optional()
          .meta(about('Les mots du serveur.', 'The words of the server.', '550 5.1.1 user unknown')),
        nextTryAt: moment('Le prochain essai.', 'The next try.').optional(),
      })
      .optional()
      .meta(about('Quel e-mail n’est pas arrivé, et pourquoi.', 'Which email has not arrived, and why.')),
  })
  .meta({ id: 'Signer' });

/**
 * A signer as the API shows it.
 * @param invitation the invitation's mail, where it may still wait
 */
export function signerViewOf(signer: Signer, invitation: Mail | undefined, locale: Locale): z.input<typeof signerView> {
  const { status, undelivered } = signer;
  if (undelivered && matters(undelivered.about, status)) {
    const { about, cause, reply } = undelivered;
    return { ...signer, mail: { about, status: 'failed', reason: (causeText(cause) ?? UNDELIVERED)[locale], reply } };
  }
  const { cause, reason: reply, nextTryAt } = invitation ?? {};
  if (status !== 'queued' || !nextTryAt) return signer;
  return {
    ...signer,
    mail: { about: 'invitation', status: 'waiting', reason: (causeText(cause) ?? IN_TURN)[locale], reply, nextTryAt },
  };
}

/** Whether it changes anything for this signer that such a mail did not arrive. */
const matters = (about: Failing, status: Signer['status']): boolean =>
  about === 'invitation' ? status === 'unreachable' : about === 'closing' || status !== 'signed';

const UNDELIVERED = say('L’e-mail n’a pas pu être remis.', 'The email could not be delivered.');
const IN_TURN = say(
  'Vos e-mails partent à la cadence que votre serveur accepte : celui-ci attend son tour.',
  'Your emails leave at the pace that your server takes: this one waits for its turn.',
);
