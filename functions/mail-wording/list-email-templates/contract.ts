import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { templateKind, templateView } from '../email-template-view.ts';

export default http({
  route: 'GET /v1/email-templates',
  summary: say(
    'Liste les modèles d’e-mail, du plus récent au plus ancien.',
    'Lists the email templates, newest first.',
  ),
  auth: 'user',
  rights: 'mail:read',
  query: z.strictObject({ ...listQuery, kind: templateKind.optional() }),
  returns: { 200: pageOf(templateView) },
  access: ['table:read'],
});
