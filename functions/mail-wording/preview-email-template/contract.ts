import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { LOCALES, say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/email-templates/{emailTemplateId}/preview',
  summary: say('Montre l’email qu’un modèle donnerait.', 'Shows the email that a template would give.'),
  description: say(
    'Avec des données d’exemple, ou avec `values` et elles seules : `missing` dit alors les balises du modèle restées sans valeur. La langue est `locale`, celle de l’appelant sinon, et celle qu’il y a quand le modèle n’a pas celle-là : `language` la dit.',
    'With sample data, or with `values` and nothing else: `missing` then tells which of the template’s tags got no value. The language is `locale`, else the caller’s, else the one there is when the template lacks it: `language` tells which.',
  ),
  auth: 'user',
  rights: 'mail:read',
  body: z.strictObject({
    locale: z.enum(LOCALES).optional(),
    values: z.record(z.string().max(60), z.string().max(2000)).optional(),
  }),
  returns: {
    200: z.object({
      language: z.enum(LOCALES),
      subject: z.string(),
      html: z.string(),
      text: z.string(),
      missing: z.array(z.string()),
    }),
  },
  access: ['table:read'],
});
