import { listener } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default listener('note-unsubscribe', {
  hears: ['consent.refused', 'consent.withdrawn'],
  summary: say(
    'Compte au rapport d’un envoi ceux qui se désabonnent par son lien.',
    'Counts in a mailing’s report those who unsubscribe by its link.',
  ),
  impact: 'Les rapports des envois ne comptent plus ceux qui se désabonnent.',
  access: ['table:write'],
});
