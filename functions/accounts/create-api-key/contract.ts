import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { keyView, right } from '../key-view.ts';

export default http({
  route: 'POST /v1/api-keys',
  summary: say('Crée une clé d’API, montrée une seule fois.', 'Creates an API key, shown only once.'),
  description: say(
    'La clé reçoit les droits demandés ; à défaut ceux du partenaire (`thirdParty`) ; à défaut ceux de la clé qui la crée. Jamais plus que cette dernière.',
    'The key receives the rights that are asked for; failing that, the partner’s (`thirdParty`); failing that, those of the key that creates it. Never more than the latter.',
  ),
  auth: 'user',
  rights: 'account:write',
  body: z.strictObject({
    name: line(80).meta(about('Ce à quoi elle sert.', 'What it is for.', 'CRM')),
    thirdParty: line(80)
      .optional()
      .meta(about('Le partenaire à qui elle est donnée.', 'The partner to whom it is given.')),
    rights: z
      .array(right)
      .min(1)
      .max(20)
      .optional()
      .meta(
        about('Ce qu’elle permet ; `*` : tout.', 'What it allows; `*`: everything.', [
          'signatures:write',
          'documents:write',
        ]),
      ),
  }),
  returns: {
    201: keyView.extend({
      key: z
        .string()
        .meta(
          about(
            'La clé entière : elle n’est montrée qu’ici.',
            'The whole key: it is shown only here.',
            'gk_01kb3qadz1c3e6g9j2m5p8s0vw_…',
          ),
        ),
    }),
  },
  answersSecret: true,
  access: ['table:write'],
});
