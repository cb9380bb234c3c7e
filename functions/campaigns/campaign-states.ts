import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of a campaign: `draft` its recipients may change; `checking` each certificate is laid out without being
 * made; `issuing`; `paused` no further certificate is made; `completed` each recipient has theirs; `cancelled` what was
 * left is not issued.
 */
export const campaignStates = states(
  say('La campagne', 'The campaign'),
  {
    draft: say('en préparation', 'being prepared'),
    checking: say('en cours de vérification', 'being checked'),
    issuing: say('en cours de délivrance', 'being issued'),
    paused: say('suspendue', 'paused'),
    completed: say('terminée', 'completed'),
    cancelled: say('annulée', 'cancelled'),
  },
  {
    create: { to: 'draft' },
    confirm: { from: ['draft'], to: 'checking' },
    giveBack: { from: ['checking'], to: 'draft' },
    start: { from: ['checking'], to: 'issuing' },
    pause: { from: ['issuing'], to: 'paused' },
    resume: { from: ['paused'], to: 'issuing' },
    complete: { from: ['issuing'], to: 'completed' },
    cancel: { from: ['draft', 'checking', 'issuing', 'paused'], to: 'cancelled' },
  },
);
