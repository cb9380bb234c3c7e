import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { FATES, type Fate } from './mail-fate.ts';

/** Rows over which the counts of a campaign are spread: many mails are told of at once. */
const SHARDS = 16;

const NONE = Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<Fate, number>;

/** How many emails of a campaign came to what. */
const counts = entity({
  name: 'certificate-mail-count',
  partition: 'campaignId',
  sort: ['shard'],
  schema: z.object({
    campaignId: z.string(),
    shard: z.int(),
    ...(Object.fromEntries(FATES.map((fate) => [fate, z.int()])) as Record<Fate, z.ZodInt>),
  }),
});

/** The write by which one email goes from a fate to the next; none when it is of no campaign. */
export async function counted(
  tenant: Tenant,
  { id, campaignId }: { id: string; campaignId?: string | undefined },
  before: Fate | undefined,
  now: Fate,
): Promise<Write[]> {
  if (!campaignId || before === now) return [];
  const shard = (createHash('sha256').update(id).digest()[0] ?? 0) % SHARDS;
  const key = { campaignId, shard };
  if (!(await counts.get(tenant, key))) return [counts.put(tenant, { ...key, ...NONE, [now]: 1 })];
  return [counts.update(tenant, key, { add: { [now]: 1, ...(before && { [before]: -1 }) } })];
}

/** How many emails of a campaign came to what, by now. */
export async function mailCounts(tenant: Tenant, campaignId: string): Promise<Record<Fate, number>> {
  const all = await counts.within(tenant, campaignId, [], SHARDS);
  return Object.fromEntries(FATES.map((fate) => [fate, all.reduce((sum, row) => sum + row[fate], 0)])) as Record<
    Fate,
    number
  >;
}
