import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/** The states of a recipient: `planned`; `faulty` their certificate cannot be drawn; `issued` their certificates are made. */
export const recipientStates = states(
  say('Ce destinataire', 'This recipient'),
  { planned: say('prévu', 'planned'), faulty: say('à corriger', 'to be corrected'), issued: say('délivré', 'issued') },
  {
    plan: { to: 'planned' },
    doubt: { from: ['planned', 'faulty'], to: 'faulty' },
    correct: { from: ['planned', 'faulty'], to: 'planned' },
    issue: { from: ['planned'], to: 'issued' },
  },
);
