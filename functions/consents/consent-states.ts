import { type StateOf, states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of a consent: `not-solicited` nobody has asked for it; `pending` it was asked for; `accepted` and `refused`
 * as its recipient last said, or `refused` because the business withdrew it. The business may ask, ask again and
 * withdraw; no transition of its own leads out of `refused`, nor to `accepted`: those are the recipient's.
 */
export const consentStates = states(
  say('Le consentement de cette adresse', 'The consent of this address'),
  {
    'not-solicited': say('non sollicité', 'not solicited'),
    pending: say('en attente', 'pending'),
    accepted: say('accepté', 'accepted'),
    refused: say('refusé', 'refused'),
  },
  {
    know: { to: 'not-solicited' },
    request: { from: ['not-solicited'], to: 'pending' },
    renew: { from: ['pending'], to: 'pending' },
    accept: { from: ['not-solicited', 'pending', 'refused'], to: 'accepted' },
    // Whoever was withdrawn by the business may still refuse in person.
    refuse: { from: ['not-solicited', 'pending', 'refused'], to: 'refused' },
    withdraw: { from: ['pending', 'accepted'], to: 'refused' },
  },
);
export type ConsentStatus = StateOf<typeof consentStates>;

interface InState {
  /** How the business may ask for it. */
  asking: 'request' | 'renew' | 'never';
  /** The business may withdraw it. */
  withdrawing: boolean;
  /** Its recipient's page says that this is what they said, and how to come back on it. */
  answered: boolean;
}

/** What people may do in each state, and be told. The API, the pages and the mails go by this table. */
export const IN_STATE = {
  'not-solicited': { asking: 'request', withdrawing: false, answered: false },
  pending: { asking: 'renew', withdrawing: true, answered: false },
  accepted: { asking: 'never', withdrawing: true, answered: true },
  refused: { asking: 'never', withdrawing: false, answered: true },
} as const satisfies Record<ConsentStatus, InState>;
