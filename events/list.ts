import * as z from 'zod';
import { about, exampleId, idOf } from '../shared/fields/about.ts';
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
    listId: idOf('lst', 'La liste.', 'The list.'),
    importId: idOf('imp', 'L’import du fichier.', 'The import of the file.'),
    reason: z.string().optional().meta(about('Pourquoi il n’a pas pu être lu.', 'Why it could not be read.')),
  }),
  sample: { listId: exampleId('lst'), importId: exampleId('imp') },
});
