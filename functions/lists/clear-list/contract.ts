import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { clearList } from '../commands/clear-list.ts';

export default queue({
  summary: say('Efface les adresses d’une liste supprimée.', 'Deletes the addresses of a list that was deleted.'),
  message: clearList,
  impact: 'Des adresses de listes supprimées restent dans la table.',
  batch: 1,
  timeout: 60,
  access: ['table:write', 'send:clear-list'],
});
