import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { computeAudience } from '../commands/compute-audience.ts';

export default queue({
  message: computeAudience,
  summary: say(
    'Cherche et fige l’audience d’un envoi, étape par étape.',
    'Finds and freezes the audience of a mailing, step by step.',
  ),
  impact: 'Des envois restent en préparation sans avancer.',
  access: ['table:write', 'send:compute-audience', 'send:tell-listeners'],
  batch: 1,
  timeout: 60,
});
