import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { syncBrevo } from '../commands/sync-brevo.ts';

export default queue({
  message: syncBrevo,
  summary: say(
    'Fait un pas de la synchronisation d’un compte avec Brevo.',
    'Takes a step of an account’s synchronisation with Brevo.',
  ),
  impact: 'Les listes ne vont plus vers Brevo, et les désabonnements n’en reviennent plus.',
  access: [
    'table:write',
    'secrets:decrypt',
    'send:sync-brevo',
    'send:check-brevo-import',
    'send:seal-consent',
    'send:tell-listeners',
  ],
  timeout: 85,
});
