import { http } from '../../../shared/function/contract.ts';
import { requestDetail } from '../signature-request.ts';

export default http({
  route: 'GET /v1/signature-requests/{requestId}',
  summary: 'Montre une demande de signature, ses signataires et son histoire.',
  description:
    'Un signataire que son invitation n’a pas atteint est `unreachable`, et `mail` dit pourquoi ; tant qu’elle attend, `mail.status` est `waiting`, avec le motif et `nextTryAt`. Son lien reste valable : il peut encore ouvrir et signer. La demande est `failed` quand plus aucun de ceux qui doivent encore signer n’est joignable.',
  auth: 'user',
  rights: 'signatures:read',
  returns: { 200: requestDetail },
  access: ['table:read'],
});
