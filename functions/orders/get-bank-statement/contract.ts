import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { statementView } from '../statements/statement-view.ts';

export default http({
  route: 'GET /v1/bank-statements/{statementId}',
  summary: say(
    'Lit ce qu’est devenu un relevé bancaire, et comment il fut lu.',
    'Reads what became of a bank statement, and how it was read.',
  ),
  auth: 'user',
  rights: 'orders:read',
  returns: { 200: statementView },
  access: ['table:read'],
});
