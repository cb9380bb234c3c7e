import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { LOCALES, say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/email-templates/{emailTemplateId}/preview',
  summary: say('Montre l’e-mail qu’un modèle donnerait.', 'Shows the email that a template would give.'),
  description: say(
    'Avec des données d’exemple, ou avec `values` et elles seules : `missing` dit alors les balises du modèle restées sans valeur. La langue est `locale`, celle de l’appelant sinon, et celle qu’il y a quand le modèle n’a pas celle-là : `language` la dit.',
    'With sample data, or with `values` and nothing else: `missing` then tells which of the template’s tags got no value. The language is `locale`, else the caller’s, else the one there is when the template lacks it: `language` tells which.',
  ),
  auth: 'user',
  rights: 'mail:read',
  body: z.strictObject({
    locale: z.enum(LOCALES).optional().meta(about('La langue.', 'The language.')),
    values: z
      .record(z.string().max(60), z.string().max(2000))
      .optional()
      .meta(
        about('Ce que valent les balises ; des exemples sinon.', 'What the tags stand for; samples otherwise.', {
          name: 'Anne',
        }),
      ),
  }),
  returns: {
    200: z.object({
      language: z.enum(LOCALES).meta(about('La langue de l’aperçu.', 'The language of the preview.')),
      subject: z.string().meta(about('L’objet.', 'The subject.')),
      html: z.string().meta(about('Le corps.', 'The body.')),
      text: z.string().meta(about('Le corps en texte.', 'The body in text.')),
      missing: z.array(z.string()).meta(about('Les balises sans valeur.', 'The tags without a value.', ['link'])),
    }),
  },
  access: ['table:read'],
});
