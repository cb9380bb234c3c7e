import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { smtpAccountView } from '../smtp/smtp-account-view.ts';

export default http({
  route: 'GET /v1/smtp-accounts',
  summary: say('Liste les comptes SMTP, du plus récent au plus ancien.', 'Lists the SMTP accounts, newest first.'),
  auth: 'user',
  rights: 'mail:read',
  query: z.strictObject(listQuery),
  returns: { 200: pageOf(smtpAccountView) },
  access: ['table:read'],
});
