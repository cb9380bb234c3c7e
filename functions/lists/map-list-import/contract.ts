import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { override } from '../../../shared/tables/reading.ts';
import { say } from '../../../shared/text.ts';
import { columnName } from '../list-fields.ts';
import { listImportView } from '../list-import-view.ts';

export default http({
  route: 'PUT /v1/lists/{listId}/imports/{importId}/mapping',
  summary: say(
    'Dit quelle colonne porte quoi, et confirme un import qui attend.',
    'Says which column holds what, and confirms an import that waits.',
  ),
  description: say(
    'Chaque champ nomme sa colonne, par son titre ou par son numéro à partir de 1 : `{"email": "Courriel", "firstName": 2}`. Les autres colonnes sont laissées. `reading` change la façon de lire le fichier : encodage, séparateur, feuille, ligne des titres.',
    'Each field names its column, by its title or by its number from 1: `{"email": "Mail", "firstName": 2}`. The other columns are left. `reading` changes how the file is read: encoding, delimiter, sheet, line of titles.',
  ),
  auth: 'user',
  rights: 'lists:write',
  body: z
    .object({
      email: columnName,
      reading: override
        .optional()
        .meta(
          about('Comment lire le fichier, quand ce fut mal deviné.', 'How to read the file, when it was found wrong.'),
        ),
    })
    .catchall(columnName),
  returns: { 202: listImportView },
  problems: [409],
  access: ['table:write', 'send:import-list'],
});
