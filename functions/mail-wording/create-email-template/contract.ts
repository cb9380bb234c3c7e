import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { savedTemplateView, templateFields, templateKind } from '../email-template-view.ts';

export default http({
  route: 'POST /v1/email-templates',
  summary: 'Ajoute un modèle d’email, avec ses balises, en une ou deux langues.',
  description:
    'Les balises s’écrivent `{{tag}}`, `#Tag#` ou `[[!Tag]]`. Un modèle d’un de nos emails (`signature-invitation`, `signature-completed`) en prend les balises, dont `link` est obligatoire, et remplace aussitôt nos mots, sauf `active: false` ; il y en a un seul actif par sorte. Un modèle libre (`custom`) déclare les siennes dans `tags`. Le HTML est nettoyé : `removed` dit de quoi. Le texte est tiré du HTML s’il n’est pas donné.',
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
