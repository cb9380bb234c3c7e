import { config } from '../../../shared/config.ts';
import { toldFact } from '../../../shared/function/fact.ts';
import { serve } from '../../../shared/function/queue.ts';
import { send } from '../../../shared/queue/send.ts';
import { everybodyTold, findFact } from '../fact.ts';
import contract from './contract.ts';

/** Killed between the sending and the write, it tells all of them again: they know a fact by its id. */
export const handler = serve(contract, async ({ data: { tenant, factId }, now }) => {
  const fact = await findFact(tenant, factId);
  if (!fact) return [];
  const data = toldFact.parse(fact);
  await send(
    config.listenersTo(fact.name).map((queue) => ({ queue, data })),
    now,
  );
  return [everybodyTold(tenant, fact)];
});
