import * as z from 'zod';
import { about, exampleId, idOf, moment } from '../../shared/fields/about.ts';
import { suppressionReason } from '../mail/suppression-view.ts';
import { consentStates } from './consent-states.ts';
import { wordingSchema } from './wording.ts';

/**
 * Why the business may ask at all: the address is a customer's, who was told; or a professional's, whose trade the
 * mailings concern (article L34-5 of the French postal code).
 */
export const GROUNDS = ['customer', 'professional'] as const;
export type Ground = (typeof GROUNDS)[number];

/** Which of them the business has. */
export const ground = z.enum(GROUNDS).meta(about('À quel titre vous demandez.', 'On what ground you ask.', 'customer'));
/** The contact of whom it was asked. */
export const askedContact = z
  .string()
  .meta(about('Le contact à qui c’est demandé.', 'The contact of whom it was asked.', exampleId('ctc')));

/** By which way something was said. */
export const CHANNELS = ['consent-page', 'unsubscribe-link', 'portal', 'brevo', 'api'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the business may do now. Nobody but the recipient may accept, or come back on a refusal or a withdrawal. */
export const ACTIONS = ['request', 'renew', 'withdraw'] as const;

/** The consent of an address as the API shows it; times in ISO 8601. */
export const consentView = z.object({
  /** None as long as nothing has happened to it. */
  id: idOf(
    'cns',
    'Son identifiant, dès qu’il s’y est passé quelque chose.',
    'Its id, once something happened to it.',
  ).optional(),
  email: z.string().meta(about('L’adresse.', 'The address.', 'anne.martin@exemple.fr')),
  status: consentStates.schema,
  /** No contact of the business has this address: it is never asked, nor written to. */
  external: z
    .boolean()
    .meta(about('Dans aucune de vos fiches : jamais sollicitée.', 'In none of your records: never solicited.', false)),
  actions: z.array(z.enum(ACTIONS)).meta(about('Ce que vous pouvez faire.', 'What you may do.', ['withdraw'])),
  ground: ground.optional(),
  contactId: askedContact.optional(),
  requestedAt: moment('Quand il fut demandé.', 'When it was asked for.').optional(),
  remindedAt: moment('Quand il fut rappelé.', 'When it was asked for once more.').optional(),
  /** From when on it can be asked for again. */
  renewableAt: moment(
    'À partir de quand il peut être redemandé.',
    'From when on it can be asked for again.',
  ).optional(),
  /** When it was accepted, refused or withdrawn, and by whom. */
  decidedAt: moment('Quand il fut donné, refusé ou retiré.', 'When it was given, refused or withdrawn.').optional(),
  decidedBy: z
    .enum(['recipient', 'business'])
    .optional()
    .meta(about('Par qui.', 'By whom.', 'recipient')),
  perMonth: z
    .int()
    .optional()
    .meta(about('E-mails par mois, au plus, qui furent demandés.', 'Emails a month, at most, that were asked for.', 4)),
  /** What was asked, word for word. */
  wording: wordingSchema.optional().meta(about('Ce qui fut demandé, mot pour mot.', 'What was asked, word for word.')),
  /** Nothing at all is sent to it, whatever was agreed: see `GET /v1/suppressions`. */
  suppressed: z
    .object({ reason: suppressionReason, at: moment('Depuis quand.', 'Since when.') })
    .optional()
    .meta(about('Rien ne lui est envoyé, quoi qu’il ait accepté.', 'Nothing is sent to it, whatever was agreed.')),
});

/** The same in a list. */
export const listedConsent = consentView.pick({
  id: true,
  email: true,
  status: true,
  ground: true,
  contactId: true,
  requestedAt: true,
  decidedAt: true,
  decidedBy: true,
});
