import { listener } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default listener('hear-of-addresses', {
  hears: ['list.imported', 'consent.accepted', 'consent.refused', 'consent.withdrawn'],
  summary: say(
    'Avance le prochain tour de la synchronisation avec Brevo quand quelque chose a changé.',
    'Brings the next round of the synchronisation with Brevo forward when something has changed.',
  ),
  impact: 'Brevo apprend les changements une heure plus tard.',
  access: ['table:write', 'send:sync-brevo'],
});
