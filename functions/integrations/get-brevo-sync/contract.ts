import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { brevoSyncView } from '../brevo-sync-view.ts';

export default http({
  route: 'GET /v1/brevo-sync',
  summary: say('Où en est la synchronisation avec Brevo.', 'How far the synchronisation with Brevo is.'),
  description: say(
    'Vos listes vont vers Brevo, jamais l’inverse ; seuls les désabonnements en reviennent. La clé n’est jamais montrée.',
    'Your lists go to Brevo, never the other way; only unsubscribes come back. The key is never shown.',
  ),
  auth: 'user',
  rights: 'integrations:read',
  returns: { 200: brevoSyncView },
  access: ['table:read'],
});
