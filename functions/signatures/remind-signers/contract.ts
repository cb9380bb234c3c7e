import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { remindSigners } from '../commands/remind-signers.ts';

export default queue({
  message: remindSigners,
  summary: say(
    'Rappelle à qui n’a pas signé, à la cadence que la demande fixe.',
    'Reminds who has not signed, at the pace that the request sets.',
  ),
  impact: 'Les rappels des demandes de signature ne partent plus.',
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
