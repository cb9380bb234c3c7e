import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

const UNDELIVERED = ['queued', 'sending'] as const;

/**
 * The states of a mail: `queued`; `sending` claimed for one attempt; `sent`; `partly-sent` some recipients were refused;
 * `failed`; `withdrawn` it was taken back before it had left.
 */
export const mailStates = states(
  say('Cet e-mail', 'This email'),
  {
    queued: say('en attente', 'waiting'),
    sending: say('en cours d’envoi', 'being sent'),
    sent: say('envoyé', 'sent'),
    'partly-sent': say('envoyé en partie', 'partly sent'),
    failed: say('non remis', 'failed'),
    withdrawn: say('retiré', 'withdrawn'),
  },
  {
    queue: { to: 'queued' },
    claim: { from: UNDELIVERED, to: 'sending' },
    putOff: { from: UNDELIVERED, to: 'queued' },
    send: { from: UNDELIVERED, to: 'sent' },
    sendPartly: { from: UNDELIVERED, to: 'partly-sent' },
    fail: { from: UNDELIVERED, to: 'failed' },
    // What held it back, a suppression, was lifted.
    release: { from: ['failed'], to: 'queued' },
    withdraw: { from: UNDELIVERED, to: 'withdrawn' },
  },
);
