import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { about, idOf } from '../../../shared/fields/about.ts';
import { metadata, reference } from '../../../shared/fields/caller-words.ts';
import { emailAddress } from '../../../shared/fields/email-address.ts';
import { mobileNumber } from '../../../shared/fields/phone-number.ts';
import { fullName } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { LOCALES, packed, say } from '../../../shared/text.ts';
import { inlineContact } from '../../contacts/contact-inline.ts';
import { documentType } from '../../documents/document-view.ts';
import { messageToSigners, remindEvery } from '../signature-settings-view.ts';
import { SAME_SIGNER, signerKey, signingOrder } from '../signer.ts';

const signer = z.strictObject({
  name: fullName,
  email: emailAddress,
  phone: mobileNumber,
  order: signingOrder.optional(),
});

/** What is asked of whom, whatever the document. What is absent is as the account has set it; `null` is nothing. */
const asked = z.strictObject({
  signers: z
    .array(signer)
    .min(1)
    .max(10)
    .refine((all) => new Set(all.map(signerKey)).size === all.length, {
      error: packed(SAME_SIGNER.fr, SAME_SIGNER.en),
    })
    .meta(about('De un à dix signataires.', 'One to ten signers.')),
  reference: reference.optional(),
  metadata: metadata.optional(),
  message: messageToSigners
    .nullable()
    .optional()
    .meta(about('Vos mots aux signataires.', 'Your words to the signers.', 'Merci de signer avant vendredi.')),
  locale: z
    .enum(LOCALES)
    .default('fr')
    .meta(about('La langue des e-mails et des pages.', 'The language of the emails and pages.')),
  /** Days between reminders to who has not signed; none unless given. */
  remindEvery: remindEvery
    .nullable()
    .optional()
    .meta(
      about(
        'Jours entre deux rappels à qui n’a pas signé ; aucun sinon.',
        'Days between reminders to who has not signed; none otherwise.',
        3,
      ),
    ),
  /** From when on nobody may sign any more. */
  expiresAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .optional()
    .meta(
      about(
        'À partir de quand personne ne peut plus signer.',
        'From when on nobody may sign any more.',
        '2027-03-31T16:00:00Z',
      ),
    ),
});

export default http({
  route: 'POST /v1/signature-requests',
  summary: say('Envoie un document à signer.', 'Sends a document to be signed.'),
  description: say(
    'Chaque signataire reçoit un e-mail « Lire et signer le document », lit le PDF et signe avec un code reçu par SMS. L’e-mail et le téléphone sont tous deux obligatoires. Tous signent en même temps, ou par tours (`order`) : qui vient après n’a pas de lien avant que tous ceux d’avant aient signé. À `expiresAt`, dans les 60 jours de vie d’un lien, la demande expire si tous n’ont pas signé, et qui fut invité l’apprend.\n\nEn un seul appel, avec le PDF : envoyez un formulaire multipart/form-data, `request` (les champs, en JSON, `contact` à la place de `documentId`) et `document` (le PDF). La réponse vient quand le PDF est vérifié, ou dit pourquoi il est refusé. Il y faut aussi le droit `documents:write`, et `contacts:write` avec `contact`.',
    'Each signer receives an email, “Lire et signer le document”, reads the PDF and signs with a code received by text message. Both email and phone are required. All sign together, or by turns (`order`): who comes later has no link before all who come first have signed. At `expiresAt`, within the 60 days of a link’s life, the request expires if not everybody has signed, and whoever was invited is told.\n\nIn one call, with the PDF: send a multipart/form-data form, `request` (the fields, as JSON, `contact` in place of `documentId`) and `document` (the PDF). The answer comes when the PDF is checked, or tells why it is refused. That also takes the right `documents:write`, and `contacts:write` with `contact`.',
  ),
  auth: 'user',
  rights: 'signatures:write',
  limit: { per: 'account', max: 500, window: HOUR },
  body: asked.extend({
    documentId: z
      .string()
      .max(60)
      .meta(
        about('Le document à signer, accepté.', 'The document to sign, accepted.', 'doc_01kb3q9v6m8d4f2y7n1xw5rhtz'),
      ),
  }),
  withFile: {
    part: 'document',
    type: 'application/pdf',
    words: say('Le PDF, 4 Mo au plus avec le reste.', 'The PDF, at most 4 MB with the rest.'),
    body: asked
      .extend({
        contact: inlineContact.optional(),
        contactId: idOf('ctc', 'Le dossier du PDF : un contact.', 'The folder of the PDF: a contact.')
          .max(60)
          .optional(),
        documentType: documentType.default('other'),
      })
      .refine(({ contact, contactId }) => Boolean(contact) !== Boolean(contactId), {
        path: ['contact'],
        error: packed(
          'Donnez `contact` ou `contactId`, l’un des deux.',
          'Give `contact` or `contactId`, one of the two.',
        ),
      }),
  },
  returns: {
    202: z.object({
      id: idOf('sig'),
      status: z.literal('queued').meta(about('Les invitations partent.', 'The invitations are leaving.')),
    }),
  },
  problems: [404, 409],
  access: ['table:write', 'uploads:write', 'send:invite-signers'],
  // A PDF that comes along is checked meanwhile.
  timeout: 28,
});
