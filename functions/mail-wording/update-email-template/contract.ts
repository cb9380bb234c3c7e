import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { languageChanges, savedTemplateView, templateFields } from '../email-template-view.ts';

export default http({
  route: 'PATCH /v1/email-templates/{emailTemplateId}',
  summary: say('Modifie un modèle d’e-mail.', 'Changes an email template.'),
  description: say(
    'Un champ absent reste tel quel. Une langue donnée remplace la sienne en entier, `null` la retire ; une liste de balises remplace toute la liste. `active` choisit ce modèle pour nos e-mails de sa sorte, ou revient à nos mots.',
    'An absent field stays as it is. A language that is given replaces its own whole, `null` removes it; a list of tags replaces the whole list. `active` chooses this template for our emails of its kind, or goes back to our words.',
  ),
  auth: 'user',
  rights: 'mail:write',
  body: z.strictObject({
    name: templateFields.name.optional(),
    tags: templateFields.tags.optional(),
    languages: languageChanges.optional(),
    active: templateFields.active.optional(),
  }),
  returns: { 200: savedTemplateView },
  access: ['table:write'],
});
