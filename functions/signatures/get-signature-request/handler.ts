import { serve } from '../../../shared/function/http.ts';
import { historyOf, loadRequest, viewOf } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => {
  const { request, signers, history } = await loadRequest(actor.tenant, params.requestId);
  return { status: 200, body: { ...viewOf(request), signers, history: historyOf(history) } };
});
