import * as z from 'zod';
import { about, idOf, moment } from '../../shared/fields/about.ts';
import { LOCALES } from '../../shared/text.ts';
import { GROUNDS } from '../consents/consent-view.ts';
import { MOST_A_MONTH, USUAL_PER_MONTH } from '../consents/wording.ts';
import { contactKind } from '../contacts/contact-view.ts';
import { campaignStates } from './campaign-states.ts';

/** What a consent campaign makes of an address: it is to be asked, was asked, or why not. */
export const ASKINGS = [
  ...(['to-ask', 'asked', 'accepted', 'refused', 'recently-asked'] as const),
  ...(['groundless', 'external', 'suppressed', 'duplicate', 'invalid'] as const),
] as const;
export type Asking = (typeof ASKINGS)[number];

const groundGiven = z.enum([...GROUNDS, 'other']);
export type GroundGiven = z.infer<typeof groundGiven>;

/** On what terms consents are asked for. */
export const campaignTerms = z.strictObject({
  ground: z
    .union([groundGiven, z.partialRecord(contactKind, groundGiven)])
    .optional()
    .meta(
      about(
        'À quel titre vous demandez : un seul pour tous, ou un par sorte de fiche ; la fiche décide sinon. `other` : ceux-là ne sont pas sollicités.',
        'On what ground you ask: one for all, or one for each kind of record; the record decides otherwise. `other`: those are not asked.',
        { directory: 'other' },
      ),
    ),
  perMonth: z
    .int()
    .min(1)
    .max(MOST_A_MONTH)
    .default(USUAL_PER_MONTH)
    .meta(about('E-mails par mois, au plus.', 'Emails a month, at most.', USUAL_PER_MONTH)),
  remindAfter: z
    .int()
    .min(3)
    .max(30)
    .optional()
    .meta(about('Jours avant un rappel ; aucun sinon.', 'Days before one reminder; none otherwise.', 7)),
});

const count = (fr: string, en: string) => z.int().meta(about(fr, en, 12));

/** A consent campaign as the API shows it. */
export const campaignView = z
  .object({
    mailingId: idOf('mlg', 'L’envoi dont elle sollicite l’audience.', 'The mailing whose audience it asks.'),
    status: campaignStates.schema.meta(about('Son état.', 'Its state.', 'ready')),
    progress: z
      .object({
        done: count('Adresses vues.', 'Addresses gone over.'),
        total: count('En tout.', 'In all.'),
      })
      .meta({ id: 'CampaignProgress', ...about('Où elle en est.', 'How far it has come.') }),
    recap: z
      .object({
        toAsk: count('Qui seront sollicitées.', 'That will be asked.'),
        accepted: count('Qui ont déjà consenti.', 'That have agreed already.'),
        refused: count('Qui ont refusé : elles ne le sont plus.', 'That refused: they are asked no more.'),
        recentlyAsked: count('Sollicitées il y a trop peu de temps.', 'That were asked too short a time ago.'),
        groundless: count('Que rien ne vous autorise à solliciter.', 'That you have no ground to ask.'),
        external: count('Dans aucune de vos fiches.', 'That none of your records has.'),
        suppressed: count('Auxquelles plus rien n’est envoyé.', 'To which nothing more is sent.'),
        duplicate: count('Déjà comptées.', 'Counted already.'),
        invalid: count('Auxquelles aucun e-mail ne peut partir.', 'To which no email can be sent.'),
        total: count('Toutes ensemble.', 'All together.'),
      })
      .meta({ id: 'CampaignRecap' }),
    asked: count('Sollicitées jusqu’ici.', 'Asked so far.'),
    ...campaignTerms.shape,
    locale: z.enum(LOCALES).meta(about('La langue des demandes.', 'The language of the requests.')),
    preparedAt: moment('Quand elle fut prête.', 'When it was ready.').optional(),
    sendingSince: moment('Quand l’envoi a commencé.', 'When sending began.').optional(),
    endedAt: moment('Quand il s’est achevé.', 'When it ended.').optional(),
  })
  .meta({ id: 'ConsentCampaign' });
