import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of an import: `awaiting-upload`; `reading` what the file is; `to-map` a person says which column is which;
 * `checking` row by row; `to-confirm` a person sees what would come in; `importing` it does, and is shown as still to be
 * confirmed until all of it has; `imported`; `refused`, with the reason.
 */
export const importStates = states(
  say('Cet import', 'This import'),
  {
    'awaiting-upload': say('fichier attendu', 'file expected'),
    reading: say('en cours de lecture', 'being read'),
    'to-map': say('colonnes à confirmer', 'columns to be confirmed'),
    checking: say('en cours de vérification', 'being checked'),
    'to-confirm': say('à confirmer', 'to be confirmed'),
    importing: say('en train d’entrer', 'coming in'),
    imported: say('entré', 'imported'),
    refused: say('refusé', 'refused'),
  },
  {
    announce: { to: 'awaiting-upload' },
    arrive: { from: ['awaiting-upload'], to: 'reading' },
    read: { from: ['reading'], to: 'to-map' },
    reread: { from: ['to-map', 'checking', 'to-confirm'], to: 'reading' },
    map: { from: ['to-map', 'checking', 'to-confirm'], to: 'checking' },
    check: { from: ['checking'], to: 'to-confirm' },
    confirm: { from: ['to-confirm'], to: 'importing' },
    finish: { from: ['importing'], to: 'imported' },
    refuse: { from: ['awaiting-upload', 'reading', 'checking', 'importing'], to: 'refused' },
  },
);
