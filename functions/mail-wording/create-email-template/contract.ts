import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { savedTemplateView, templateFields, templateKind } from '../email-template-view.ts';

export default http({
  route: 'POST /v1/email-templates',
  summary: say(
    'Ajoute un modèle d’e-mail, avec ses balises, en une ou deux langues.',
    'Adds an email template, with its tags, in one or two languages.',
  ),
  description: say(
    'Les balises s’écrivent `{{tag}}`, `#Tag#` ou `[[!Tag]]`. Un modèle d’un de nos e-mails (`signature-invitation`, `signature-completed`) en prend les balises, dont `link` est obligatoire, et remplace aussitôt nos mots, sauf `active: false` ; il y en a un seul actif par sorte. Un modèle libre (`custom`) déclare les siennes dans `tags`. Le HTML est nettoyé : `removed` dit de quoi. Le texte est tiré du HTML s’il n’est pas donné.',
    'Tags are written `{{tag}}`, `#Tag#` or `[[!Tag]]`. A template of one of our emails (`signature-invitation`, `signature-completed`) takes its tags, of which `link` is required, and replaces our words at once, unless `active: false`; only one of each kind is active. A free template (`custom`) declares its own in `tags`. The HTML is cleaned: `removed` tells of what. The text is taken from the HTML if it is not given.',
  ),
  auth: 'user',
  rights: 'mail:write',
  body: z.strictObject({
    kind: templateKind,
    name: templateFields.name,
    tags: templateFields.tags.optional(),
    languages: templateFields.languages,
    active: templateFields.active.optional(),
  }),
  returns: { 201: savedTemplateView },
  access: ['table:write'],
});
