import { viewOfFact } from '../../../shared/function/fact.ts';
import { serve } from '../../../shared/function/http.ts';
import { factsSince } from '../fact.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { since, limit }, actor: { tenant }, now }) => {
  const { facts, until } = await factsSince(tenant, { since, limit, now });
  const next = facts.at(-1)?.id ?? since ?? until.toISOString();
  return { status: 200, body: { items: facts.map(viewOfFact), next, until: until.toISOString() } };
});
