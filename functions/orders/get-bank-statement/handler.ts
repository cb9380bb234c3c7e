import { serve } from '../../../shared/function/http.ts';
import { findStatement, viewOfStatement } from '../statements/statement.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { statementId }, actor: { tenant }, locale }) => ({
  status: 200,
  body: viewOfStatement(await findStatement(tenant, statementId), locale),
}));
