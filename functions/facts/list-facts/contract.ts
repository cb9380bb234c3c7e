import * as z from 'zod';
import { about, moment } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { factView } from '../../../shared/function/fact.ts';
import { packed, say } from '../../../shared/text.ts';

const ID = /^fct_[0-9a-hjkmnp-tv-z]{26}$/;
const since = z
  .string()
  .refine(
    (given) => ID.test(given) || z.iso.datetime().safeParse(given).success,
    packed(
      'Donnez le `next` de la lecture précédente, ou une date UTC comme 2027-03-01T10:00:00Z.',
      'Give the `next` of the reading before, or a UTC date such as 2027-03-01T10:00:00Z.',
    ),
  );

export default http({
  route: 'GET /v1/facts',
  summary: say('Lit ce qui s’est produit, du plus ancien au plus récent.', 'Reads what has happened, oldest first.'),
  description: say(
    'Pour qui préfère demander plutôt que d’être appelé (`POST /v1/webhook-endpoints`). Gardez `next` et redonnez-le dans `since` : chaque fait vient alors une fois, dans l’ordre, sans qu’il en manque. `since` peut aussi être une date. Un fait se lit ici deux minutes après s’être produit (`until`) : d’ici là, un autre peut encore se placer avant lui ; un webhook l’annonce aussitôt. Les faits sont gardés 90 jours.',
    'For who would rather ask than be called (`POST /v1/webhook-endpoints`). Keep `next` and give it back as `since`: each fact then comes once, in order, and none is missed. `since` may also be a date. A fact is read here two minutes after it happened (`until`): until then another may still take its place before it; a webhook tells it at once. Facts are kept for 90 days.',
  ),
  auth: 'user',
  rights: 'facts:read',
  query: z.strictObject({
    since: since.optional().meta(about('Un `next`, ou une date.', 'A `next`, or a date.', '2027-03-01T10:00:00Z')),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(100)
      .meta(about('Faits par lecture.', 'Facts in a reading.', 100)),
  }),
  returns: {
    200: z.object({
      items: z.array(factView).meta(about('Du plus ancien au plus récent.', 'Oldest first.')),
      next: z
        .string()
        .meta(about('À redonner dans `since`.', 'To give back as `since`.', 'fct_01kb3qbd2r5t8w0y3a6d9f1hkn')),
      until: moment('Jusqu’où l’on a lu.', 'How far this reading went.'),
    }),
  },
  access: ['table:read'],
});
