import * as z from 'zod';
import { about, createdAt, idOf, moment } from '../../shared/fields/about.ts';
import { wallTime } from '../../shared/fields/wall-time.ts';
import { audienceFilter } from './audience-filter.ts';
import { ASKINGS } from './campaign-view.ts';
import { mailingStates } from './mailing-states.ts';
import { RESULTS } from './recipient-states.ts';

/** Where an address of the audience stood when it was frozen: the first of these that applies. */
export const STANDINGS = [
  'invalid',
  'duplicate',
  'external',
  'suppressed',
  'refused',
  'pending',
  'not-solicited',
  'accepted',
] as const;
export type RecipientStanding = (typeof STANDINGS)[number];

const count = (fr: string, en: string) => z.int().meta(about(fr, en, 12));

/** How many addresses stand where; each counted once. */
export const recapView = z
  .object({
    accepted: count('Qui ont consenti.', 'That have agreed.'),
    refused: count('Qui ont refusé, ou dont l’accord fut retiré.', 'That refused, or whose consent was withdrawn.'),
    pending: count('Sollicitées, sans réponse.', 'That were asked and have not answered.'),
    notSolicited: count('Jamais sollicitées.', 'That were never asked.'),
    external: count('Dans aucune de vos fiches.', 'That none of your records has.'),
    suppressed: count('Auxquelles plus rien n’est envoyé.', 'To which nothing more is sent.'),
    duplicate: count('Déjà comptées, par une autre fiche.', 'Counted already, by another record.'),
    invalid: count('Auxquelles aucun e-mail ne peut partir.', 'To which no email can be sent.'),
    total: count('Toutes ensemble.', 'All together.'),
  })
  .meta({ id: 'MailingRecap' });

/** What became of each address that the mailing reaches; their sum is what the recap promised. */
const resultsView = z
  .object({
    planned: count('Pas encore parties.', 'Not sent yet.'),
    claimed: count('En cours d’envoi.', 'Being sent.'),
    sent: count('Prises par leur serveur.', 'Taken by their server.'),
    withdrawn: count('Retirées entre-temps.', 'Withdrawn meanwhile.'),
    suppressed: count('Bloquées entre-temps.', 'Suppressed meanwhile.'),
    refused: count('Refusées par un serveur, ou revenues.', 'Refused by a server, or come back.'),
    uncertain: count(
      'Peut-être parties : nul ne le sait, elles ne sont pas envoyées deux fois.',
      'Perhaps sent: nobody knows, and they are not sent twice.',
    ),
  } satisfies Record<(typeof RESULTS)[number], z.ZodType>)
  .meta({ id: 'MailingResults' });

/** What was learnt of its emails after they were taken. */
const reportView = z
  .object({
    delivered: count(
      'Dont le serveur a confirmé la remise ; votre propre compte SMTP n’en dit rien.',
      'Whose server confirmed the delivery; an SMTP account of your own tells nothing of it.',
    ),
    clicked: count(
      'Qui ont suivi un lien au moins ; absent si les clics ne sont pas comptés.',
      'That followed a link at least; absent unless clicks are counted.',
    ).optional(),
    withdrawn: count('Qui se sont désabonnées par son lien.', 'That unsubscribed by its link.'),
    links: z
      .array(
        z.object({
          address: z.string().meta(about('Où il mène.', 'Where it leads.', 'https://menuiserie-durand.example/mars')),
          clicked: count('Qui l’ont suivi.', 'That followed it.'),
        }),
      )
      .optional()
      .meta(about('Ses liens, dans l’ordre de l’e-mail.', 'Its links, in the order of the email.')),
  })
  .meta({ id: 'MailingReport' });

const progress = z
  .object({
    done: count('Déjà traités.', 'Done already.'),
    total: count('En tout.', 'In all.'),
  })
  .meta({
    id: 'MailingProgress',
    ...about(
      'Fiches lues pendant la préparation, puis adresses traitées.',
      'Records read while it is prepared, then addresses dealt with.',
    ),
  });

/** People may be reached beyond those who agreed, through a sender of the business's own. */
export const ALSO = ['pending', 'not-solicited'] as const;

/** A mailing as lists show it. */
export const listedMailing = z
  .object({
    id: idOf('mlg'),
    name: z.string().meta(about('Son nom, pour vous.', 'Its name, for you.', 'Lettre de mars')),
    subject: z.string().meta(about('L’objet de ses e-mails.', 'The subject of its emails.', 'Nos nouveautés de mars')),
    status: mailingStates.schema.meta(about('Son état.', 'Its state.', 'ready')),
    sender: z
      .string()
      .meta(
        about(
          '`platform`, ou le compte SMTP qui l’envoie.',
          '`platform`, or the SMTP account that sends it.',
          'platform',
        ),
      ),
    also: z
      .array(z.enum(ALSO))
      .meta(
        about(
          'Ceux que vous avez choisi d’écrire aussi, par votre propre expéditeur.',
          'Whom you chose to write to as well, by a sender of your own.',
          ['pending'],
        ),
      ),
    progress,
    recap: recapView,
    scheduledFor: wallTime
      .extend({ instant: moment('L’instant que cela désigne.', 'The instant that this means.') })
      .optional()
      .meta(about('Quand il part.', 'When it leaves.')),
    createdAt,
    frozenAt: moment('Quand son audience fut figée.', 'When its audience was frozen.').optional(),
    failure: z
      .string()
      .optional()
      .meta(
        about(
          'Pourquoi il n’avance plus, et que faire.',
          'Why it goes no further, and what to do.',
          'Une liste de son filtre n’est plus partagée avec vous…',
        ),
      ),
    sendingSince: moment('Quand l’envoi a commencé.', 'When sending began.').optional(),
    endedAt: moment('Quand il s’est achevé.', 'When it ended.').optional(),
  })
  .meta({ id: 'ListedMailing' });

/** A mailing as the API shows it. */
export const mailingView = listedMailing
  .extend({
    filter: audienceFilter,
    results: resultsView,
    countClicks: z.boolean().meta(about('Si ses clics sont comptés.', 'Whether its clicks are counted.', false)),
    report: reportView,
    beyondMonthlyLimit: count(
      'Parmi celles à qui il partirait, celles qui ont déjà reçu ce mois-ci autant d’envois qu’elles en ont accepté : il ne leur partira pas (`withdrawn`), à moins de le programmer pour un autre mois.',
      'Of those that it would reach, those that have already had as many mailings this month as they agreed to: it will not leave to them (`withdrawn`), unless it is scheduled for another month.',
    ),
    contactsWithoutAddress: count('Fiches visées qui n’ont pas d’adresse.', 'Records meant that have no address.'),
    providers: z
      .record(z.string(), z.int())
      .meta(
        about('Les adresses prévues, par messagerie.', 'The planned addresses, by mailbox provider.', { orange: 1200 }),
      ),
    warnings: z
      .array(
        z.object({
          provider: z.string().meta(about('La messagerie.', 'The mailbox provider.', 'orange')),
          message: z.string().meta(about('Ce qu’elle demande.', 'What it asks for.')),
        }),
      )
      .meta(
        about(
          'Ce que des messageries demandent avant un tel envoi.',
          'What mailbox providers ask for before such a mailing.',
          [{ provider: 'orange', message: 'Plus de 1 000 adresses Orange : …' }],
        ),
      ),
  })
  .meta({ id: 'Mailing' });

/** An address of a mailing's audience as the API shows it. */
export const recipientView = z
  .object({
    email: z.string().meta(about('L’adresse, telle que tapée.', 'The address, as typed.', 'zoe@client.example')),
    status: z
      .enum(STANDINGS)
      .meta(
        about(
          'Où elle en était quand l’audience fut figée.',
          'Where it stood when the audience was frozen.',
          'accepted',
        ),
      ),
    result: z
      .enum(RESULTS)
      .optional()
      .meta(
        about(
          'Ce qu’elle est devenue ; absent si elle est exclue.',
          'What became of it; absent if it is excluded.',
          'sent',
        ),
      ),
    asking: z
      .enum(ASKINGS)
      .optional()
      .meta(about('Ce que la campagne de consentement en fait.', 'What the consent campaign makes of it.', 'to-ask')),
    contactId: z.string().optional().meta(about('La fiche qui l’a.', 'The record that has it.')),
    listId: z.string().optional().meta(about('La liste d’où elle vient.', 'The list from which it comes.')),
    reason: z
      .string()
      .optional()
      .meta(about('Pourquoi, en une phrase.', 'Why, in a sentence.', 'Cette adresse n’existe pas ou n’existe plus.')),
    reply: z
      .string()
      .optional()
      .meta(about('Les mots du serveur.', 'The words of the server.', '550 5.1.1 No such user')),
    at: moment('Quand cela fut su.', 'When this was learnt.'),
    deliveredAt: moment('Quand son serveur l’a confirmé.', 'When its server confirmed it.').optional(),
    clickedAt: moment('Quand un lien fut suivi d’abord.', 'When a link was first followed.').optional(),
    unsubscribedAt: moment(
      'Quand son titulaire s’est désabonné par cet e-mail.',
      'When its owner unsubscribed by this email.',
    ).optional(),
  })
  .meta({ id: 'MailingRecipient' });
