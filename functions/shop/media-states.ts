import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/** Of a file that an account keeps: it is there once it came as it was announced. */
export const mediaStates = states(
  say('Le fichier', 'The file'),
  {
    'awaiting-upload': say('attend son envoi', 'awaits its upload'),
    available: say('disponible', 'available'),
    refused: say('refusé', 'refused'),
  },
  {
    announce: { to: 'awaiting-upload' },
    accept: { from: ['awaiting-upload'], to: 'available' },
    refuse: { from: ['awaiting-upload'], to: 'refused' },
  },
);
