import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/**
 * The states of a consent campaign: `preparing` who may be asked is being found; `ready` to be looked at; `sending`;
 * `sent` everybody who could be was asked.
 */
export const campaignStates = states(
  say('Cette campagne', 'This campaign'),
  {
    preparing: say('en préparation', 'being prepared'),
    ready: say('prête', 'ready'),
    sending: say('en cours d’envoi', 'being sent'),
    sent: say('envoyée', 'sent'),
  },
  {
    create: { to: 'preparing' },
    prepare: { from: ['preparing', 'ready', 'sent'], to: 'preparing' },
    freeze: { from: ['preparing'], to: 'ready' },
    send: { from: ['ready'], to: 'sending' },
    finish: { from: ['sending'], to: 'sent' },
  },
);
