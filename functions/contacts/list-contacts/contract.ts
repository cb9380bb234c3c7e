import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { contactKind, contactView } from '../contact-view.ts';

export default http({
  route: 'GET /v1/contacts',
  summary: say(
    'Liste les contacts, du plus récent au plus ancien, ou les cherche.',
    'Lists the contacts, newest first, or searches them.',
  ),
  description: say(
    'Une recherche garde les contacts dont chaque terme commence un mot : d’un nom, de la société, d’un e-mail ou d’un téléphone. Ni la casse ni les accents ne comptent.',
    'A search keeps the contacts of which each term begins a word: of a name, the company, an email or a phone number. Neither case nor accents matter.',
  ),
  auth: 'user',
  rights: 'contacts:read',
  query: z.strictObject({
    ...listQuery,
    // The cursor of a search holds a word.
    cursor: z
      .string()
      .max(1200)
      .optional()
      .meta(about('Le `nextCursor` de la page d’avant.', 'The `nextCursor` of the page before.')),
    search: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta(about('Des débuts de mots, dans n’importe quel ordre.', 'Beginnings of words, in any order.', 'zoe lef')),
    kind: contactKind.optional(),
  }),
  returns: { 200: pageOf(contactView) },
  access: ['table:read'],
});
