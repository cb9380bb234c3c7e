import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

const NOT_ENDED = ['computing', 'ready', 'scheduled', 'sending', 'paused'] as const;

/**
 * The states of a mailing: `computing` its audience is being found and frozen; `ready` to be looked at; `scheduled`;
 * `sending`; `paused` no further mail is handed over; `sent` every address has its result; `cancelled`.
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
  },
  {
    create: { to: 'computing' },
    freeze: { from: ['computing'], to: 'ready' },
    schedule: { from: ['ready', 'scheduled'], to: 'scheduled' },
    send: { from: ['ready', 'scheduled'], to: 'sending' },
    pause: { from: ['sending'], to: 'paused' },
    resume: { from: ['paused'], to: 'sending' },
    finish: { from: ['sending'], to: 'sent' },
    cancel: { from: NOT_ENDED, to: 'cancelled' },
  },
);
