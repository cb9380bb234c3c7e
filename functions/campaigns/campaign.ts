import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId, newSecret } from '../../shared/ids.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { conflict, notFound } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { campaignStates } from './campaign-states.ts';
import { campaignView } from './campaign-view.ts';

/** Certificates of some templates for many, from a first draft to the last one issued. */
export const campaigns = entity({
  name: 'certificate-campaign',
  partition: 'id',
  feed: true,
  lists: { folder: 'folderId' },
  states: campaignStates,
  dues: { work: ['checking', 'issuing'] },
  schema: campaignView.omit({ progress: true }).extend({
    attachment: z.object({ filename: z.string(), type: z.string(), content: pinnedSchema }).optional(),
    /** The number that the next recipient gets. */
    next: z.int(),
    /** Moves with every change of what is written on certificates: who checked them checked these. */
    version: z.int(),
    /** An import that is writing its recipients. */
    importing: z.string().optional(),
    /** Moves with every step of its work: a message of one that was done is told from the next. */
    step: z.int(),
    /** The number up to which recipients were checked or served, and how many. */
    reached: z.int(),
    done: z.int(),
    /** Makes the ids of its certificates, which nobody can guess. */
    salt: z.string(),
    /** Who confirmed it, and whence. */
    confirmedBy: z
      .object({ userId: z.string(), keyId: z.string(), address: z.string(), userAgent: z.string() })
      .optional(),
  }),
});
export type Campaign = z.infer<(typeof campaigns)['schema']>;

const ID = /^cmp_[0-9a-z]{26}$/;

export const getCampaign = async (tenant: Tenant, id: string): Promise<Campaign | undefined> =>
  ID.test(id) ? campaigns.get(tenant, { id }) : undefined;

/** @throws 404, for another account's campaign too */
export async function findCampaign(tenant: Tenant, id: string): Promise<Campaign> {
  const campaign = await getCampaign(tenant, id);
  if (!campaign) throw notFound(say('Cette campagne n’existe pas.', 'This campaign does not exist.'));
  return campaign;
}

type Given = Pick<Campaign, 'folderId' | 'name' | 'templateIds'> &
  Partial<Pick<Campaign, 'tag' | 'attachmentId' | 'attachment'>>;

export function newCampaign(tenant: Tenant, given: Given, now: Date): { campaign: Campaign; write: Write } {
  const at = now.toISOString();
  const campaign = {
    ...given,
    id: newId('cmp', now),
    status: 'draft' as const,
    ...{ recipients: 0, faulty: 0, next: 1, version: 1, step: 0, reached: 0, done: 0 },
    salt: newSecret(),
    createdAt: at,
    updatedAt: at,
  };
  return { campaign, write: campaigns.put(tenant, campaign) };
}

/** @throws 409 once it is no draft any more, or while an import writes to it */
export function mustBeDraft(campaign: Campaign): void {
  if (campaign.status !== 'draft') throw campaignStates.refusal(campaign);
  if (campaign.importing) {
    throw conflict(
      'wrong-state',
      say(
        'Un import est en train d’entrer dans cette campagne : attendez sa fin.',
        'An import is coming into this campaign: wait for its end.',
      ),
    );
  }
}

type Change = {
  [F in 'name' | 'tag' | 'templateIds' | 'attachmentId' | 'attachment']?: Campaign[F] | null | undefined;
};

/** A draft with a change applied (`null` clears a field), and the write of it. @throws 409 */
export function changeCampaign(tenant: Tenant, before: Campaign, change: Change, now: Date) {
  mustBeDraft(before);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const set = { ...Object.fromEntries(given.filter(([, value]) => value !== null)), updatedAt: now.toISOString() };
  const remove = given.flatMap(([field, value]) => (value === null ? [field] : []));
  const kept = Object.fromEntries(Object.entries(before).filter(([field]) => !remove.includes(field)));
  return {
    campaign: { ...kept, ...set } as Campaign,
    write: campaigns.update(tenant, before, {
      ...asDraft(before),
      set: { ...set, version: before.version + 1 },
      remove,
    }),
  };
}

/** Holds as long as it is the draft that was read. */
const asDraft = ({ version }: Campaign) => ({
  when: { equals: { status: 'draft', version }, missing: ['importing'] },
});

/** Recipients come or go by so many, and the numbers that they take. */
export const grown = (tenant: Tenant, campaign: Campaign, by: number, numbers: number): Write =>
  campaigns.update(tenant, campaign, {
    when: { equals: { status: 'draft', next: campaign.next }, missing: ['importing'] },
    set: { next: campaign.next + numbers, version: campaign.version + 1 },
    add: { recipients: by },
  });

/** An import takes numbers for its rows, and keeps the campaign from changing while it writes them. */
export const reserved = (
  tenant: Tenant,
  campaign: Campaign,
  importId: string,
  numbers: number,
  otherwise: () => Error,
): Write =>
  campaigns.update(tenant, campaign, {
    when: { equals: { status: 'draft', next: campaign.next, version: campaign.version }, missing: ['importing'] },
    set: { importing: importId, next: campaign.next + numbers, version: campaign.version + 1 },
    otherwise,
  });

/** The rows of an import are there. */
export const arrived = (tenant: Tenant, { id }: Pick<Campaign, 'id'>, importId: string, rows: number): Write =>
  campaigns.update(
    tenant,
    { id },
    { when: { equals: { importing: importId } }, add: { recipients: rows }, remove: ['importing'] },
  );

/** A campaign as the API shows it. */
export const viewOf = (campaign: Campaign): z.input<typeof campaignView> => ({
  ...campaign,
  progress: { done: campaign.done, total: campaign.recipients },
});
