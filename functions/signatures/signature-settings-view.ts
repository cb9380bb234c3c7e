import * as z from 'zod';
import { about } from '../../shared/fields/about.ts';
import { lines } from '../../shared/fields/text-line.ts';
import { documentType } from '../documents/document-view.ts';
import { SIGNING_LINK_DAYS } from './signing-days.ts';

type DocumentType = (typeof documentType.options)[number];

/** What is made in the course of business; any other PDF of a contact's folder is just a PDF. */
const BUSINESS_TYPES: readonly DocumentType[] = ['quote', 'order', 'invoice', 'contract', 'delivery-note'];

/** Days between reminders to who has not signed. */
export const remindEvery = z.int().min(1).max(30);

/** The sender's words to the signers. */
export const messageToSigners = lines(2000);

/** How an account has documents signed; what is absent is as it was at first. */
export const signatureSettings = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta(about('Le module est en service.', 'The module is on.', true)),
  documentTypes: z
    .array(documentType)
    .transform((types) => [...new Set(types)])
    .default([...BUSINESS_TYPES])
    .meta(about('Les types qui se signent.', 'The types that may be signed.', ['quote', 'contract'])),
  folderPdfs: z
    .boolean()
    .default(true)
    .meta(
      about(
        'Les autres PDF du dossier d’un contact (`report`, `certificate`, `other`) se signent aussi.',
        'Other PDFs of a contact’s folder (`report`, `certificate`, `other`) may be signed too.',
        true,
      ),
    ),
  provider: z
    .enum(['embedded'])
    .default('embedded')
    .meta(about('Qui fait signer : `embedded`, le guichet.', 'Who has it signed: `embedded`, the counter itself.')),
  expiresAfterDays: z
    .int()
    .min(1)
    .max(SIGNING_LINK_DAYS)
    .optional()
    .meta(about('Jours pour signer ; sans fin sinon.', 'Days to sign; no end otherwise.', 30)),
  remindEvery: remindEvery
    .optional()
    .meta(about('Jours entre deux rappels ; aucun sinon.', 'Days between reminders; none otherwise.', 3)),
  message: messageToSigners
    .optional()
    .meta(
      about(
        'Vos mots aux signataires, où une demande n’en a pas.',
        'Your words to the signers, where a request has none.',
        'Merci de signer avant vendredi.',
      ),
    ),
});

/** As it is answered: nothing of it is left out. */
export const signatureSettingsView = signatureSettings.meta({ id: 'SignatureSettings' });
export type SignatureSettings = z.output<typeof signatureSettings>;

/** Whether documents of this type may be signed. */
export const maySign = (
  { documentTypes, folderPdfs }: Pick<SignatureSettings, 'documentTypes' | 'folderPdfs'>,
  type: DocumentType,
): boolean => documentTypes.includes(type) || (folderPdfs && !BUSINESS_TYPES.includes(type));
