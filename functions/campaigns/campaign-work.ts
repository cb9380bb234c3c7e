import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { conflict } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { type Due, dueNow, dueSoon } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { type Campaign, campaigns, mustBeDraft } from './campaign.ts';
import { issueCampaign } from './commands/issue-campaign.ts';

/** What a campaign goes through once it is confirmed, as writes. */

const stepOf = (tenant: Tenant, { id, step }: Campaign) =>
  outgoing(issueCampaign, { tenant, campaignId: id, step: step + 1 });
const next = (tenant: Tenant, campaign: Campaign, now: Date): { work: Due } => ({
  work: dueNow(stepOf(tenant, campaign), now),
});
const isStep = ({ step, version }: Campaign) => ({ when: { equals: { step, version } }, set: { step: step + 1 } });

/** Seconds between two steps of issuing: who pauses finds few under way. */
const BREATH = 1;

/** Each certificate is laid out first, from the first recipient. @throws 409 */
export function confirmed(
  tenant: Tenant,
  campaign: Campaign,
  by: { userId: string; keyId: string } & Client,
  now: Date,
): Write {
  mustBeDraft(campaign);
  if (campaign.recipients === 0) throw nobody();
  const { when, set } = isStep(campaign);
  const { userId, keyId, address, userAgent } = by;
  return campaigns.move(tenant, campaign, 'confirm', {
    when: { ...when, missing: ['importing'] },
    set: {
      ...set,
      ...{ reached: 0, done: 0, faulty: 0, confirmedAt: now.toISOString() },
      confirmedBy: { userId, keyId, address, userAgent },
    },
    due: next(tenant, campaign, now),
  });
}

const nobody = () =>
  conflict(
    'wrong-state',
    say(
      'Cette campagne n’a aucun destinataire : ajoutez-en par POST …/recipients, ou importez un tableau.',
      'This campaign has no recipient: add some with POST …/recipients, or import a spreadsheet.',
    ),
  );

interface Reached {
  /** The number of the last recipient that was looked at. */
  reached: number;
  looked: number;
  faulty: number;
  isLast: boolean;
}

/** So many recipients were checked. Once all are: issuing begins, or what is wrong is given back. */
export function checkedSome(
  tenant: Tenant,
  campaign: Campaign,
  { reached, looked, faulty, isLast }: Reached,
  now: Date,
): Write {
  const { when, set } = isStep(campaign);
  const total = campaign.faulty + faulty;
  const change = { ...set, faulty: total, updatedAt: now.toISOString() };
  if (!isLast) {
    const goOn = { ...change, reached, done: campaign.done + looked };
    return campaigns.update(tenant, campaign, { when, set: goOn, due: next(tenant, campaign, now) });
  }
  const afresh = { ...change, reached: 0, done: 0 };
  if (total > 0) return campaigns.move(tenant, campaign, 'giveBack', { when, set: afresh });
  return campaigns.move(tenant, campaign, 'start', { when, set: afresh, due: next(tenant, campaign, now) });
}

/** So many recipients have their certificates. */
export function issuedSome(
  tenant: Tenant,
  campaign: Campaign,
  { reached, looked, isLast }: Omit<Reached, 'faulty'>,
  now: Date,
): Write {
  const { when, set } = isStep(campaign);
  const change = { ...set, reached, done: campaign.done + looked, updatedAt: now.toISOString() };
  if (isLast)
    return campaigns.move(tenant, campaign, 'complete', { when, set: { ...change, endedAt: now.toISOString() } });
  return campaigns.update(tenant, campaign, {
    when,
    set: change,
    due: { work: dueSoon(stepOf(tenant, campaign), BREATH, now) },
  });
}

/** No further certificate is made until it goes on. @throws 409 */
export function paused(tenant: Tenant, campaign: Campaign): Write {
  const { when, set } = isStep(campaign);
  return campaigns.move(tenant, campaign, 'pause', { when, set });
}

/** @throws 409 */
export function resumed(tenant: Tenant, campaign: Campaign, now: Date): Write {
  const { when, set } = isStep(campaign);
  return campaigns.move(tenant, campaign, 'resume', { when, set, due: next(tenant, campaign, now) });
}

/** What is left is not issued. @throws 409 */
export function cancelled(tenant: Tenant, campaign: Campaign, now: Date): Write {
  const { when, set } = isStep(campaign);
  return campaigns.move(tenant, campaign, 'cancel', { when, set: { ...set, endedAt: now.toISOString() } });
}
