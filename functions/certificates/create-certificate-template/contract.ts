import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { templateInput, templateView } from '../template-view.ts';

export default http({
  route: 'POST /v1/certificate-templates',
  summary: say('Crée un modèle de certificat.', 'Creates a certificate template.'),
  description: say(
    'Un nom suffit : une mise en page est prête, avec les variables {{prenom}} et {{nom}}. Donnez vos textes (`texts`), ou votre fond (`background`) et ce qui est posé dessus. Les variables sont celles que vos textes nomment.',
    'A name is enough: a layout is ready, with the variables {{prenom}} and {{nom}}. Give your texts (`texts`), or your background (`background`) and what is placed on it. The variables are those that your texts name.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({ ...z.strictObject(templateInput).partial().shape, name: templateInput.name }),
  returns: { 201: templateView },
  problems: [404],
  access: ['table:write', 'imports:read', 'documents:read', 'documents:write'],
  memory: 1769,
});
