import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/refresh',
  summary: say(
    'Recalcule l’audience d’un envoi qui n’est pas parti, selon l’état présent.',
    'Finds the audience of a mailing that has not left again, as things stand now.',
  ),
  description: say(
    'Les fiches, les listes et les réponses ont pu changer depuis `frozenAt`. Un envoi programmé s’annule d’abord ; ce qui est parti ne se recalcule pas.',
    'Records, lists and answers may have changed since `frozenAt`. Cancel a scheduled mailing first; what has left is not found again.',
  ),
  auth: 'user',
  rights: 'mailings:write',
  returns: { 202: mailingView },
  problems: [409],
  access: ['table:write', 'send:compute-audience'],
});
