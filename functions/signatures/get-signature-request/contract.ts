import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { requestDetail } from '../signature-request.ts';

export default http({
  route: 'GET /v1/signature-requests/{requestId}',
  summary: say(
    'Montre une demande de signature, ses signataires et son histoire.',
    'Shows a signature request, its signers and its history.',
  ),
  description: say(
    'Un signataire que son invitation n’a pas atteint est `unreachable`, et `mail` dit pourquoi ; tant qu’elle attend, `mail.status` est `waiting`, avec le motif et `nextTryAt`. Son lien reste valable : il peut encore ouvrir et signer. La demande est `failed` quand plus aucun de ceux qui doivent encore signer n’est joignable.',
    'A signer whom the invitation did not reach is `unreachable`, and `mail` tells why; while it waits, `mail.status` is `waiting`, with the reason and `nextTryAt`. The link stays valid: they can still open it and sign. The request is `failed` when none of those who have yet to sign can be reached.',
  ),
  auth: 'user',
  rights: 'signatures:read',
  returns: { 200: requestDetail },
  access: ['table:read'],
});
