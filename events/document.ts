import * as z from 'zod';
import { about, idOf } from '../shared/fields/about.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What becomes of a PDF that was announced. */
export const documentFacts = facts({
  subject: 'document',
  version: 1,
  kinds: {
    accepted: say('Le PDF déposé est sain : il peut être envoyé.', 'The uploaded PDF is sound: it can be sent.'),
    refused: say('Le PDF déposé est refusé.', 'The uploaded PDF is refused.'),
  },
  data: z.object({
    documentId: idOf('doc', 'Le document.', 'The document.'),
    contactId: idOf('ctc', 'Le contact dont c’est le dossier.', 'The contact whose folder it is in.'),
    reference: z
      .string()
      .optional()
      .meta(about('Votre référence du document.', 'Your reference of the document.', 'D-2026-042')),
    /** Why it is refused. */
    reason: z
      .string()
      .optional()
      .meta(
        about(
          'Pourquoi il est refusé : un mot pour les programmes.',
          'Why it is refused: a word for programs.',
          'encrypted',
        ),
      ),
  }),
  sample: {
    documentId: 'doc_01kb3q9v6m8d4f2y7n1xw5rhtz',
    contactId: 'ctc_01kb3q9tq2c5j8g4w6e0ysnmfa',
    reference: 'D-2026-042',
  },
});
