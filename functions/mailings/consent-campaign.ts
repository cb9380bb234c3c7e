import * as z from 'zod';
import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { conflict, notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow, dueSoon } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import { place } from '../../shared/table/shards.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, say } from '../../shared/text.ts';
import { campaignStates } from './campaign-states.ts';
import { ASKINGS, type Asking, campaignTerms } from './campaign-view.ts';
import { advanceConsentCampaign } from './commands/advance-consent-campaign.ts';
import { audienceOf, type Mailing } from './mailing.ts';

const counted = z.object(Object.fromEntries(ASKINGS.map((asking) => [asking, z.int()])) as Record<Asking, z.ZodInt>);
type Counts = z.infer<typeof counted>;
const NONE = Object.fromEntries(ASKINGS.map((asking) => [asking, 0])) as Counts;

/** The consents that the audience of a mailing lacks, asked for all together: one for a mailing at a time. */
export const consentCampaigns = entity({
  name: 'consent-campaign',
  partition: 'mailingId',
  states: campaignStates,
  dues: { work: ['preparing', 'sending'] },
  schema: z.object({
    mailingId: z.string(),
    /** Whose rows it goes over: the audience as it was when it was prepared. */
    audience: z.string(),
    status: campaignStates.schema,
    terms: campaignTerms,
    locale: z.enum(LOCALES),
    /** Moves with every step of its work: a message of one that was done is told from the next. */
    step: z.int(),
    place: place.optional(),
    /** Addresses gone over in this state, of how many. */
    read: z.int(),
    total: z.int(),
    counts: counted,
    asked: z.int(),
    /** Who had it sent, and from where. */
    by: z
      .object({
        asker: z.object({
          ...{ userId: z.string(), name: z.string(), company: z.string().optional(), email: z.string() },
        }),
        keyId: z.string(),
        client: z.object({ address: z.string(), userAgent: z.string() }),
      })
      .optional(),
    preparedAt: z.string().optional(),
    sendingSince: z.string().optional(),
    endedAt: z.string().optional(),
  }),
});
export type ConsentCampaign = z.infer<(typeof consentCampaigns)['schema']>;

/** The campaign of a mailing's present audience. @throws 404 */
export async function findCampaign(tenant: Tenant, mailing: Mailing): Promise<ConsentCampaign> {
  const campaign = await consentCampaigns.get(tenant, { mailingId: mailing.id });
  if (campaign?.audience === audienceOf(mailing)) return campaign;
  throw notFound(
    say(
      'Aucune campagne de consentement n’est préparée pour cet envoi : préparez-la d’abord (POST …/consent-campaign).',
      'No consent campaign is prepared for this mailing: prepare it first (POST …/consent-campaign).',
    ),
  );
}

const next = (tenant: Tenant, { mailingId, step }: ConsentCampaign) =>
  outgoing(advanceConsentCampaign, { tenant, mailingId, step });

/** Who may be asked is about to be found, as things stand: the campaign as it then is, and the write. @throws 409 */
export async function prepare(
  tenant: Tenant,
  mailing: Mailing,
  terms: ConsentCampaign['terms'],
  now: Date,
): Promise<{ campaign: ConsentCampaign; write: Write }> {
  const before = await consentCampaigns.get(tenant, { mailingId: mailing.id });
  const campaign: ConsentCampaign & { status: 'preparing' } = {
    ...{ mailingId: mailing.id, audience: audienceOf(mailing), locale: mailing.locale, terms, status: 'preparing' },
    ...{ step: (before?.step ?? 0) + 1, read: 0, asked: 0, counts: NONE },
    total: Object.values(mailing.counts).reduce((sum, count) => sum + count, 0),
  };
  const due = { work: dueNow(next(tenant, campaign), now) };
  if (!before) return { campaign, write: consentCampaigns.put(tenant, campaign, { due }) };
  const { status: _, mailingId: __, ...set } = campaign;
  const write = consentCampaigns.move(tenant, before, 'prepare', {
    ...{ set, due, when: { equals: { step: before.step } } },
    remove: ['place', 'by', 'preparedAt', 'sendingSince', 'endedAt'],
  });
  return { campaign, write };
}

/** What a step went over. */
export interface Advanced {
  read: number;
  counts: Partial<Counts>;
  /** Where to go on; none at the end. */
  place: ConsentCampaign['place'];
}

/** Some were judged: it goes on, or is ready. */
export function judged(tenant: Tenant, campaign: ConsentCampaign, step: Advanced, now: Date): Write {
  const counts = { ...campaign.counts };
  for (const asking of ASKINGS) counts[asking] += step.counts[asking] ?? 0;
  const set = { read: campaign.read + step.read, counts };
  if (step.place) return goOn(tenant, campaign, set, step.place, dueNow, now);
  return consentCampaigns.move(tenant, campaign, 'freeze', {
    when: { equals: { step: campaign.step } },
    set: { ...set, step: campaign.step + 1, preparedAt: now.toISOString() },
    remove: ['place'],
  });
}

/** It begins to ask. @throws 409, also when there is nobody to ask */
export function sendCampaign(
  tenant: Tenant,
  campaign: ConsentCampaign,
  by: { asker: NonNullable<ConsentCampaign['by']>['asker']; keyId: string; client: Client },
  now: Date,
): { campaign: ConsentCampaign; write: Write } {
  if (campaign.status === 'ready' && campaign.counts['to-ask'] === 0) throw nobodyToAsk();
  const set = { read: 0, step: campaign.step + 1, by, sendingSince: now.toISOString() };
  const sending: ConsentCampaign = { ...campaign, ...set, status: 'sending' };
  const write = consentCampaigns.move(tenant, campaign, 'send', {
    when: { equals: { step: campaign.step } },
    set,
    due: { work: dueNow(next(tenant, sending), now) },
  });
  return { campaign: sending, write };
}

/** Some were asked: it goes on in so many seconds, or is over. */
export function askedSome(tenant: Tenant, campaign: ConsentCampaign, step: Advanced, rest: number, now: Date): Write {
  const set = { read: campaign.read + step.read, asked: campaign.asked + (step.counts.asked ?? 0) };
  const later: typeof dueNow = (message, at) => dueSoon(message, rest, at);
  if (step.place) return goOn(tenant, campaign, set, step.place, step.counts.asked ? later : dueNow, now);
  return consentCampaigns.move(tenant, campaign, 'finish', {
    when: { equals: { step: campaign.step } },
    set: { ...set, step: campaign.step + 1, endedAt: now.toISOString() },
    remove: ['place'],
  });
}

const goOn = (
  tenant: Tenant,
  campaign: ConsentCampaign,
  set: Partial<Omit<ConsentCampaign, 'status'>>,
  from: ConsentCampaign['place'],
  due: typeof dueNow,
  now: Date,
): Write =>
  consentCampaigns.update(tenant, campaign, {
    when: { equals: { step: campaign.step, status: campaign.status } },
    set: { ...set, place: from, step: campaign.step + 1 },
    due: { work: due(next(tenant, { ...campaign, step: campaign.step + 1 }), now) },
  });

const nobodyToAsk = () =>
  conflict(
    'nobody-to-ask',
    say(
      'Cette campagne ne solliciterait personne : son récapitulatif dit pourquoi.',
      'This campaign would ask nobody: its recap tells why.',
    ),
  );
