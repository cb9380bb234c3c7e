import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { PLATFORM, type Tenant, tenantId } from '../../../shared/identity/tenant.ts';
import { collection } from '../../../shared/table/collection.ts';
import { entity } from '../../../shared/table/entity.ts';
import { ConditionFailed, transact, type Write } from '../../../shared/table/transact.ts';
import { PLACES } from './status-list.ts';

/** The lists of an account, by its number alone: who verifies a badge does not call as anybody. */
const lists = entity({
  name: 'badge-status-list',
  partition: 'account',
  sort: ['list'],
  schema: z.object({ account: z.string(), list: z.int(), tenant: tenantId }),
});

const place = z.object({
  /** `badges-3`: what stands together is read together. */
  of: z.string(),
  place: z.int(),
  certificateId: z.string(),
});
/** Whose a place of a list is: given to one badge, by chance, for good. */
const places = entity({ name: 'badge-place', partition: 'of', sort: ['place'], schema: place });
/** The places whose badges are revoked. */
const revokedPlaces = entity({ name: 'revoked-badge', partition: 'of', sort: ['place'], schema: place });
const placesOf = (list: number) => `badges-${list}`;
const revokedOf = (list: number) => `revoked-badges-${list}`;

export const statusPlace = z.object({ list: z.int(), place: z.int() });
export type StatusPlace = z.infer<typeof statusPlace>;

/** So many places taken in a row: the list is full, at about a third of it, and the next one begins. */
const TRIES = 8;

/** Whose list it is, if there is one. */
export const findStatusList = async (account: string, list: number): Promise<Tenant | undefined> =>
  (await lists.get(PLATFORM, { account, list }))?.tenant;

const newestOf = async (tenant: Tenant): Promise<number> =>
  (await collection(PLATFORM, tenant, { lists })).lists.at(-1)?.list ?? (await begun(tenant, 1));

async function begun(tenant: Tenant, list: number): Promise<number> {
  try {
    await transact([lists.put(PLATFORM, { account: tenant, list, tenant })]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  return list;
}

/**
 * A place that nobody has, by chance, in the newest list of the account.
 * @param told the write that says so of the badge; it fails when it has a place already
 * @throws ConditionFailed of that write
 */
export async function takePlace(
  tenant: Tenant,
  certificateId: string,
  told: (found: StatusPlace) => Write,
): Promise<StatusPlace> {
  for (let list = await newestOf(tenant); ; list = await begun(tenant, list + 1)) {
    for (let tries = 0; tries < TRIES; tries++) {
      const found = { list, place: randomInt(PLACES) };
      try {
        await transact([told(found), places.put(tenant, { of: placesOf(list), place: found.place, certificateId })]);
        return found;
      } catch (error) {
        if (!(error instanceof ConditionFailed) || error.failed.includes(0)) throw error;
      }
    }
  }
}

/** The write by which a badge is revoked: the bit of its place. */
export const revokePlace = (tenant: Tenant, { list, place: at }: StatusPlace, certificateId: string): Write =>
  revokedPlaces.put(tenant, { of: revokedOf(list), place: at, certificateId });

/** The places of a list that are revoked, a third of it at most. */
export async function revokedIn(tenant: Tenant, list: number): Promise<number[]> {
  const { revoked } = await collection(tenant, revokedOf(list), { revoked: revokedPlaces });
  return revoked.map((each) => each.place);
}

export const isRevoked = async (tenant: Tenant, { list, place: at }: StatusPlace): Promise<boolean> =>
  (await revokedPlaces.get(tenant, { of: revokedOf(list), place: at })) !== undefined;
