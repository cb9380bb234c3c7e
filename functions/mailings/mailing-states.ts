import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

const NOT_ENDED = ['computing', 'ready', 'scheduled', 'sending', 'paused', 'failed'] as const;

/**
 * The states of a mailing: `computing` its audience is being found and frozen; `ready` to be looked at; `scheduled`;
 * `sending`; `paused` no further mail is handed over; `sent` every address has its result; `cancelled`;
 * `failed` it can go no further until somebody does something about its reason.
 */
export const mailingStates = states(
  say('Cet envoi', 'This mailing'),
  {
    computing: say('en préparation', 'being prepared'),
    ready: say('prêt', 'ready'),
    scheduled: say('programmé', 'scheduled'),
    sending: say('en cours d’envoi', 'being sent'),
    paused: say('suspendu', 'paused'),
    sent: say('envoyé', 'sent'),
    cancelled: say('annulé', 'cancelled'),
    failed: say('en échec', 'failed'),
  },
  {
    create: { to: 'computing' },
    freeze: { from: ['computing'], to: 'ready' },
    refresh: { from: ['ready', 'failed'], to: 'computing' },
    schedule: { from: ['ready', 'scheduled'], to: 'scheduled' },
    send: { from: ['ready', 'scheduled'], to: 'sending' },
    pause: { from: ['sending'], to: 'paused' },
    resume: { from: ['paused', 'failed'], to: 'sending' },
    finish: { from: ['sending'], to: 'sent' },
    fail: { from: ['computing', 'sending'], to: 'failed' },
    cancel: { from: NOT_ENDED, to: 'cancelled' },
  },
);
