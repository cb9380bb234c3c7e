import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { emailAddress } from '../../../shared/fields/email-address.ts';
import { mobileNumber } from '../../../shared/fields/phone-number.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { signerView } from '../signer.ts';

export default http({
  route: 'POST /v1/signature-requests/{requestId}/signers/{signerId}/resend',
  summary: say(
    'Envoie de nouveau son invitation à un signataire, à une adresse ou un téléphone corrigés.',
    'Sends a signer their invitation again, to a corrected address or phone.',
  ),
  description: say(
    'Avec `email`, `phone` ou les deux, ils sont corrigés ; sans rien, la même invitation repart, au plus une par heure (avant : 429 et `Retry-After`). Le lien d’avant ne sert plus, ni le code : le signataire reprend au début, et une demande restée sans signataire joignable repart. Qui a signé ne se corrige plus (409), ni une demande close (409). Une adresse de votre liste d’exclusion est refusée (422), avec le motif.',
    'With `email`, `phone` or both, they are corrected; without any, the same invitation leaves again, at most one an hour (before that: 429 and `Retry-After`). The earlier link serves no more, nor does the code: the signer starts from the beginning, and a request left with no signer who can be reached goes on. Nobody is corrected who has signed (409), nor in a request that is closed (409). An address on your suppression list is refused (422), with the reason.',
  ),
  auth: 'user',
  rights: 'signatures:write',
  limit: { per: 'account', max: 500, window: HOUR },
  body: z.strictObject({ email: emailAddress.optional(), phone: mobileNumber.optional() }),
  returns: { 200: signerView },
  problems: [409],
  access: ['send:tell-listeners', 'table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
