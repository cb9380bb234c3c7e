import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { listView } from '../list-view.ts';

export default http({
  route: 'POST /v1/lists',
  summary: say('Crée une liste d’adresses.', 'Creates a list of addresses.'),
  description: say(
    'Être sur une liste n’est pas un consentement : rien de ce qui y entre n’en crée.',
    'Being on a list is no consent: nothing that comes into it creates one.',
  ),
  auth: 'user',
  rights: 'lists:write',
  body: z.strictObject({
    name: line(120).meta(about('Son nom.', 'Its name.', 'Salon du bois 2026')),
    source: line(200)
      .optional()
      .meta(about('D’où viennent ses adresses.', 'Where its addresses come from.', 'Cartes de visite du stand')),
  }),
  returns: { 201: listView },
  access: ['table:write'],
});
