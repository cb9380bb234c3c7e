import { states } from '../../shared/table/states.ts';
import { say } from '../../shared/text.ts';

/** The states of a list: `open`; `deleted`, seen by nobody any more while its addresses go. */
export const listStates = states(
  say('La liste', 'The list'),
  { open: say('ouverte', 'open'), deleted: say('supprimée', 'deleted') },
  { create: { to: 'open' }, delete: { from: ['open'], to: 'deleted' } },
);
