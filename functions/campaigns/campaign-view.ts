import * as z from 'zod';
import { about, createdAt, exampleId, idOf, moment, updatedAt } from '../../shared/fields/about.ts';
import { emailAddress } from '../../shared/fields/email-address.ts';
import { line } from '../../shared/fields/text-line.ts';
import { FATE_WORDS, FATES, type Fate, mailFate } from '../certificates/mail-fate.ts';
import { variableName } from '../certificates/variable.ts';
import { campaignStates } from './campaign-states.ts';
import { recipientStates } from './recipient-states.ts';

const count = (fr: string, en: string) => z.int().meta(about(fr, en, 12));

export const campaignFields = {
  name: line(120).meta(about('Son nom, pour vous.', 'Its name, for you.', 'Promotion de mars')),
  tag: line(60).meta(about('Un mot pour la retrouver.', 'A word to find it by.', 'promo-2027')),
  templateIds: z
    .array(z.string())
    .min(1)
    .max(5)
    .meta(
      about('Un certificat de chacun pour chaque destinataire.', 'One certificate of each for every recipient.', [
        exampleId('ctp'),
      ]),
    ),
  attachmentId: idOf('cfl', 'Le fichier joint à chaque e-mail.', 'The file attached to each email.'),
};

const mailsCounted = z
  .object(
    Object.fromEntries(
      FATES.map((fate) => [fate, count(`E-mails ${FATE_WORDS[fate].fr}.`, `Emails ${FATE_WORDS[fate].en}.`)]),
    ) as Record<Fate, z.ZodInt>,
  )
  .meta(about('Ce que sont devenus ses e-mails.', 'What became of its emails.'));

/** A campaign as the API shows it. */
export const campaignView = z
  .object({
    id: idOf('cmp'),
    folderId: idOf('fol', 'Son dossier.', 'Its folder.'),
    ...campaignFields,
    tag: campaignFields.tag.optional(),
    attachmentId: campaignFields.attachmentId.optional(),
    status: campaignStates.schema,
    recipients: count('Combien de destinataires.', 'How many recipients.'),
    progress: z
      .object({
        done: count('Destinataires vérifiés, puis servis.', 'Recipients checked, then served.'),
        total: count('En tout.', 'In all.'),
      })
      .meta(about('Où elle en est.', 'How far it has come.')),
    faulty: count(
      'Destinataires à corriger, à la dernière vérification.',
      'Recipients to be corrected, at the last check.',
    ),
    mails: mailsCounted.optional(),
    createdAt,
    updatedAt,
    confirmedAt: moment('Quand elle fut confirmée.', 'When it was confirmed.').optional(),
    endedAt: moment('Quand elle s’est terminée.', 'When it ended.').optional(),
  })
  .meta({ id: 'CertificateCampaign' });

/** What is kept of a recipient, by variable: `2024-02-29` for a day, `true` for a yes. */
export const recipientValues = z
  .record(variableName, z.string().max(1_000))
  .meta(about('Ses valeurs, par variable.', 'Their values, by variable.', { prenom: 'Zoé', nom: 'Lefèvre' }));

export const recipientInput = z.strictObject({ email: emailAddress, values: recipientValues.default({}) });

/** Why a recipient's certificate cannot be made. */
export const recipientFault = z.object({
  code: z.string().meta(about('Un mot pour les programmes.', 'A word for programs.', 'text-too-long')),
  variable: z
    .string()
    .optional()
    .meta(about('La variable en cause.', 'The variable at fault.', 'nom')),
  templateId: z
    .string()
    .optional()
    .meta(about('Le modèle.', 'The template.', exampleId('ctp'))),
  value: z
    .string()
    .optional()
    .meta(about('Ce qui devait être écrit.', 'What was to be written.', 'Wolfeschlegelsteinhausen')),
});

/** A recipient as the API shows it. */
export const recipientView = z
  .object({
    id: z.string().meta(about('Son identifiant dans la campagne.', 'Their id within the campaign.', 'rcp_00000001')),
    email: z
      .string()
      .meta(about('Leur adresse, telle que tapée.', 'Their address, as typed.', 'zoe.lefevre@exemple.fr')),
    values: recipientValues,
    status: recipientStates.schema,
    faults: z
      .array(
        recipientFault.extend({
          reason: z.string().meta(about('Une phrase, dans votre langue.', 'A sentence, in your language.')),
        }),
      )
      .optional()
      .meta(about('Ce qui empêche leur certificat.', 'What keeps their certificate from being made.')),
    line: z
      .int()
      .optional()
      .meta(about('La ligne du fichier dont ils viennent.', 'The line of the file they come from.', 12)),
    mails: z
      .array(
        mailFate.extend({
          certificateId: idOf('crt', 'Le certificat qu’il apporte.', 'The certificate that it brings.'),
        }),
      )
      .optional()
      .meta(about('Ce que sont devenus leurs e-mails.', 'What became of their emails.')),
    certificateIds: z
      .array(z.string())
      .optional()
      .meta(about('Leurs certificats.', 'Their certificates.', [exampleId('crt')])),
  })
  .meta({ id: 'CertificateRecipient' });
