import { factsSince } from '../functions/facts/fact.ts';
import { after, DAY } from '../shared/clock.ts';
import type { ToldFact } from '../shared/function/fact.ts';
import type { TestTenant } from './tenant.ts';

/** What was told in a test's account, in the order of time; a test's clock may stand weeks ahead. */
export async function happenedIn({ tenant }: TestTenant): Promise<ToldFact[]> {
  const { facts } = await factsSince(tenant, { limit: 1000, now: after(new Date(), 60 * DAY) });
  return facts;
}
