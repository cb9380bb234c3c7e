import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { checkBrevoImport } from '../commands/check-brevo-import.ts';

export default queue({
  message: checkBrevoImport,
  summary: say(
    'Demande à Brevo ce que sont devenus des contacts, et note ceux qu’il n’a pas pris.',
    'Asks Brevo what became of contacts, and notes those that it has not taken.',
  ),
  impact: 'Les adresses que Brevo refuse ne sont plus montrées.',
  access: ['table:write', 'secrets:decrypt', 'send:check-brevo-import'],
  timeout: 85,
});
