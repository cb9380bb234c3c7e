import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { judgeVisit } from '../commands/judge-visit.ts';

export default queue({
  message: judgeVisit,
  summary: say(
    'Compte un clic sur un lien d’envoi, à moins qu’une machine n’ait suivi le lien.',
    'Counts a click on a mailing’s link, unless a machine followed it.',
  ),
  impact: 'Les clics des envois ne sont plus comptés.',
  access: ['table:write', 'send:tell-listeners'],
});
