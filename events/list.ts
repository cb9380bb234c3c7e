import * as z from 'zod';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What becomes of a file that is read into a list. */
export const listFacts = facts({
  subject: 'list',
  version: 1,
  kinds: {
    imported: say(
      'Un fichier est entré dans la liste, ligne par ligne.',
      'A file has come into the list, line by line.',
    ),
    'import-waits': say(
      'Un fichier attend que quelqu’un dise quelle colonne porte les adresses.',
      'A file waits for somebody to say which column holds the addresses.',
    ),
    'import-failed': say('Un fichier n’a pas pu être lu.', 'A file could not be read.'),
  },
  data: z.object({
    listId: z.string(),
    importId: z.string(),
    /** Why it failed. */
    reason: z.string().optional(),
  }),
  sample: { listId: 'lst_01kb3q9v6m8d4f2y7n1xw5rhtz', importId: 'imp_01kb3q9tq2c5j8g4w6e0ysnmfa' },
});
