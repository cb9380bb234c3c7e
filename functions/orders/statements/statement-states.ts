import { states } from '../../../shared/table/states.ts';
import { say } from '../../../shared/text.ts';

/**
 * The states of a bank statement: `awaiting-upload` announced, its file expected; `matching` read, its lines noted one
 * after the other; `matched` all are; `failed` nothing of it was taken, with the reason.
 */
export const statementStates = states(
  say('Ce relevé', 'This statement'),
  {
    'awaiting-upload': say('fichier attendu', 'file expected'),
    matching: say('en cours', 'under way'),
    matched: say('terminé', 'completed'),
    failed: say('échoué', 'failed'),
  },
  {
    announce: { to: 'awaiting-upload' },
    bring: { to: 'matching' },
    read: { from: ['awaiting-upload'], to: 'matching' },
    complete: { from: ['matching'], to: 'matched' },
    fail: { from: ['awaiting-upload'], to: 'failed' },
  },
);
