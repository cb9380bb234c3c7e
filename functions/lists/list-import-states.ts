import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of an import: `awaiting-upload` announced, its file expected; `reading` the file has come, and is looked
 * over; `awaiting-mapping` a person has to say which column is which, or that the rest is to be left; `importing` row by
 * row; `completed`; `failed`, with the reason.
 */
export const listImportStates = states(
  say('Cet import', 'This import'),
  {
    'awaiting-upload': say('fichier attendu', 'file expected'),
    reading: say('en cours de lecture', 'being read'),
    'awaiting-mapping': say('colonnes à préciser', 'columns to be named'),
    importing: say('en cours', 'under way'),
    completed: say('terminé', 'completed'),
    failed: say('échoué', 'failed'),
  },
  {
    announce: { to: 'awaiting-upload' },
    arrive: { from: ['awaiting-upload'], to: 'reading' },
    ask: { from: ['reading'], to: 'awaiting-mapping' },
    map: { from: ['awaiting-mapping'], to: 'reading' },
    start: { from: ['reading'], to: 'importing' },
    complete: { from: ['importing'], to: 'completed' },
    fail: { from: ['awaiting-upload', 'reading', 'importing'], to: 'failed' },
  },
);
