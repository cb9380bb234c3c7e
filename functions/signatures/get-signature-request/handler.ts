import { serve } from '../../../shared/function/http.ts';
import { mails } from '../../mail/mail.ts';
import { historyOf, loadRequest, viewOf } from '../signature-request.ts';
import { type Signer, signerViewOf } from '../signer.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale }) => {
  const { request, signers, history } = await loadRequest(tenant, params.requestId);
  // Only an invitation that has not left may wait, and its row says why.
  const waiting = ({ status, invitationMailId: id }: Signer) =>
    status === 'queued' && id !== undefined ? mails.get(tenant, { id }) : undefined;
  const shown = await Promise.all(signers.map(async (signer) => signerViewOf(signer, await waiting(signer), locale)));
  return { status: 200, body: { ...viewOf(request), signers: shown, history: historyOf(history, locale) } };
});
