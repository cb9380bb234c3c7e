import { factsSince } from '../functions/facts/fact.ts';
import { after } from '../shared/clock.ts';
import { SETTLED, type ToldFact } from '../shared/function/fact.ts';
import type { TestTenant } from './tenant.ts';

/** What was told in an account until now, in the order of time. */
export async function happenedIn({ tenant }: TestTenant): Promise<ToldFact[]> {
  const { facts } = await factsSince(tenant, { limit: 1000, now: after(new Date(), SETTLED + 1) });
  return facts;
}
