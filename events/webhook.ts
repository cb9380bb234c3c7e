import * as z from 'zod';
import { about, idOf } from '../shared/fields/about.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What becomes of the addresses by which programs hear of facts. */
export const webhookFacts = facts({
  subject: 'webhook',
  version: 1,
  kinds: {
    disabled: say(
      'Un point d’accès n’est plus appelé : il a répondu 410, ou n’a connu que des échecs pendant des jours.',
      'An endpoint is no longer called: it answered 410, or has failed for days on end.',
    ),
  },
  data: z.object({
    webhookEndpointId: idOf('whe', 'Le point d’accès.', 'The endpoint.'),
    url: z.string().meta(about('Son adresse.', 'Its address.', 'https://crm.exemple.fr/guichet')),
    because: z
      .enum(['gone', 'failing'])
      .meta(about('410 répondu (`gone`), ou des jours d’échecs.', '410 answered (`gone`), or days of failures.')),
  }),
  sample: {
    webhookEndpointId: 'whe_01kb3qabv7z0b3d6f9h1k4m8qr',
    url: 'https://crm.exemple.fr/guichet',
    because: 'failing',
  },
});
