import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { importList } from '../commands/import-list.ts';

export default queue({
  summary: say(
    'Fait entrer un tableau dans une liste, étape par étape.',
    'Takes a spreadsheet into a list, step by step.',
  ),
  message: importList,
  impact: 'Des imports de listes restent en cours sans avancer.',
  batch: 1,
  memory: 1024,
  timeout: 90,
  access: ['table:write', 'tables:read', 'send:import-list', 'send:tell-listeners'],
});
