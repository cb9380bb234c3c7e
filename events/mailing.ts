import * as z from 'zod';
import { about, exampleId, idOf } from '../shared/fields/about.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What becomes of a mailing, and who follows its links. */
export const mailingFacts = facts({
  subject: 'mailing',
  version: 1,
  kinds: {
    ready: say(
      'L’audience d’un envoi est figée : son récapitulatif se lit.',
      'The audience of a mailing is frozen: its recap can be read.',
    ),
    started: say('Un envoi commence à partir.', 'A mailing begins to leave.'),
    completed: say(
      'Un envoi est achevé : chaque adresse a son résultat.',
      'A mailing is complete: every address has its result.',
    ),
    failed: say(
      'Un envoi ne peut plus avancer, jusqu’à ce que quelqu’un agisse.',
      'A mailing can go no further until somebody acts.',
    ),
    cancelled: say('Un envoi est annulé.', 'A mailing is cancelled.'),
    clicked: say(
      'Un destinataire a suivi un lien d’un envoi dont les clics sont comptés.',
      'A recipient followed a link of a mailing whose clicks are counted.',
    ),
  },
  data: z.object({
    /** `GET /v1/mailings/{mailingId}` tells of how many. */
    mailingId: idOf('mlg', 'L’envoi.', 'The mailing.'),
    failure: z
      .string()
      .optional()
      .meta(about('Pourquoi il n’avance plus.', 'Why it goes no further.', 'sender-gone')),
    /** Of a click: who followed a link, where a record has the address. */
    contactId: idOf('ctc', 'Le contact.', 'The contact.').optional(),
  }),
  sample: { mailingId: exampleId('mlg') },
});
