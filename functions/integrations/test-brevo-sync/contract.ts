import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { brevoTestView } from '../brevo-sync-view.ts';

export default http({
  route: 'POST /v1/brevo-sync/test',
  summary: say(
    'Vérifie la clé de Brevo, les attributs choisis et la liste.',
    'Checks Brevo’s key, the chosen attributes and the list.',
  ),
  description: say(
    'Répond 200 même quand une vérification échoue (`ok: false`). Rien n’est écrit chez Brevo.',
    'Answers 200 even when a check fails (`ok: false`). Nothing is written at Brevo.',
  ),
  auth: 'user',
  rights: 'integrations:write',
  returns: { 200: brevoTestView },
  limit: { per: 'account', max: 30, window: 600 },
  actsOutside: true,
  access: ['table:write', 'secrets:decrypt'],
  timeout: 29,
});
