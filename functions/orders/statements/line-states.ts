import { states } from '../../../shared/table/states.ts';
import { say } from '../../../shared/text.ts';

/** The states of a payment that a statement tells: each line has an end. */
export const lineStates = states(
  say('La ligne du relevé', 'The line of the statement'),
  {
    unmatched: say('à attribuer', 'to be assigned'),
    matched: say('attribuée', 'assigned'),
    'refund-due': say('à rembourser', 'to be refunded'),
    discarded: say('écartée', 'discarded'),
  },
  {
    ignore: { to: 'unmatched' },
    find: { to: 'matched' },
    owe: { to: 'refund-due' },
    assign: { from: ['unmatched', 'refund-due'], to: 'matched' },
    assignPart: { from: ['unmatched', 'refund-due'], to: 'refund-due' },
    discard: { from: ['unmatched', 'refund-due'], to: 'discarded' },
  },
);
