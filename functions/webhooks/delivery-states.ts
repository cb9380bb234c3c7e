import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

export const deliveryStates = states(
  say('Cette livraison', 'This delivery'),
  { pending: say('en attente', 'pending'), delivered: say('livrée', 'delivered'), failed: say('échouée', 'failed') },
  {
    queue: { to: 'pending' },
    putOff: { from: ['pending'], to: 'pending' },
    deliver: { from: ['pending'], to: 'delivered' },
    fail: { from: ['pending'], to: 'failed' },
    replay: { from: ['pending', 'delivered', 'failed'], to: 'pending' },
  },
);
