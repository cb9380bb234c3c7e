import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { matchBankStatement } from '../commands/match-bank-statement.ts';

export default queue({
  message: matchBankStatement,
  summary: say(
    'Note les lignes d’un relevé et confirme les commandes qu’elles paient.',
    'Notes the lines of a statement and confirms the orders that they pay.',
  ),
  impact: 'Des virements arrivés ne confirment pas leurs commandes.',
  access: [
    'table:write',
    'imports:read',
    'imports:write',
    'secrets:encrypt',
    'send:deliver-mail',
    'send:tell-listeners',
    'send:follow-order',
    'send:match-bank-statement',
  ],
  memory: 1024,
  timeout: 60,
  batch: 1,
});
