import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of a document: `awaiting-upload` announced, its file expected; `checking` the file has come;
 * `available`; `refused`, with the reason.
 */
export const documentStates = states(
  say('Ce document', 'This document'),
  {
    'awaiting-upload': say('fichier attendu', 'file expected'),
    checking: say('en cours de vérification', 'being checked'),
    available: say('disponible', 'available'),
    refused: say('refusé', 'refused'),
  },
  {
    announce: { to: 'awaiting-upload' },
    /** Filed by a signature: it was sealed here. */
    file: { to: 'available' },
    check: { from: ['awaiting-upload'], to: 'checking' },
    accept: { from: ['checking'], to: 'available' },
    refuse: { from: ['awaiting-upload', 'checking'], to: 'refused' },
  },
);
