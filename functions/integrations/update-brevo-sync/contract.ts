import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { brevoSyncInput, brevoSyncView } from '../brevo-sync-view.ts';

export default http({
  route: 'PUT /v1/brevo-sync',
  summary: say('Règle la synchronisation avec Brevo.', 'Sets the synchronisation with Brevo.'),
  description: say(
    'Activée, elle commence aussitôt, puis chaque heure et dans la minute qui suit un consentement ou un import. Sans `apiKey`, la clé connue est gardée. Essayez-la d’abord : Brevo passe en silence sur un attribut qu’il ne connaît pas. Qui s’est désabonné chez Brevo n’y est jamais réactivé, et son refus est noté ici ; qui se retire ici y est désabonné.',
    'Once on it begins at once, then each hour and within the minute after a consent or an import. Without `apiKey` the known key is kept. Test it first: Brevo silently passes over an attribute that it does not know. Who has unsubscribed at Brevo is never enabled there again, and their refusal is noted here; who withdraws here is unsubscribed there.',
  ),
  auth: 'user',
  rights: 'integrations:write',
  body: brevoSyncInput,
  returns: { 200: brevoSyncView },
  access: ['table:write', 'secrets:encrypt', 'send:sync-brevo'],
});
