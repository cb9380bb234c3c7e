import * as z from 'zod';
import { besideTold } from '../../shared/documents/beside-told.ts';
import { about, createdAt, idOf, moment } from '../../shared/fields/about.ts';
import { documentStates } from './document-states.ts';

export const documentType = z
  .enum(['quote', 'order', 'invoice', 'contract', 'delivery-note', 'certificate', 'report', 'other'])
  .meta(about('Ce que c’est.', 'What it is.', 'quote'));

/** A document as the API shows it; times in ISO 8601, size in bytes. */
export const documentView = z
  .object({
    id: idOf('doc'),
    contactId: idOf('ctc', 'Le contact dont c’est le dossier.', 'The contact whose folder it is in.'),
    filename: z.string().meta(about('Le nom du fichier.', 'The name of the file.', 'devis-2026-042.pdf')),
    type: documentType,
    reference: z
      .string()
      .optional()
      .meta(about('Votre référence.', 'Your reference.', 'D-2026-042')),
    size: z.number().meta(about('Octets.', 'Bytes.', 48213)),
    /** Lower-case hex. */
    sha256: z
      .string()
      .meta(
        about(
          'SHA-256, en hexadécimal.',
          'SHA-256, in hexadecimal.',
          '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        ),
      ),
    status: documentStates.schema,
    /** Why it was refused: the reason for programs, the message for people, in the caller's language. */
    refusal: z
      .object({
        reason: z.string().meta(about('Un mot pour les programmes.', 'A word for programs.', 'encrypted')),
        message: z.string().meta(about('Une phrase, dans votre langue.', 'A sentence, in your language.')),
      })
      .optional()
      .meta(about('Pourquoi il est refusé.', 'Why it is refused.')),
    pages: z
      .number()
      .optional()
      .meta(about('Nombre de pages.', 'Number of pages.', 2)),
    /** What it holds beside its pages, if anything: shown to signers and recorded in the proof. */
    beside: besideTold
      .optional()
      .meta(
        about(
          'Ce qu’il contient à côté de ses pages : montré au signataire, noté dans la preuve.',
          'What it holds beside its pages: shown to the signer, noted in the proof.',
        ),
      ),
    /** Uploaded by the account, or sealed by a signature. */
    source: z
      .enum(['upload', 'signature'])
      .meta(about('Déposé, ou scellé par une signature.', 'Uploaded, or sealed by a signature.')),
    signatureRequestId: idOf('sig', 'La demande qui l’a scellé.', 'The request that sealed it.').optional(),
    createdAt,
    availableAt: moment('Quand il fut prêt.', 'When it was ready.').optional(),
  })
  .meta({ id: 'Document' });
