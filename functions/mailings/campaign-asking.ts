import type { Tenant } from '../../shared/identity/tenant.ts';
import { ConditionFailed, commit, transact } from '../../shared/table/transact.ts';
import { ask } from '../consents/asking.ts';
import { beginConsent } from '../consents/consent.ts';
import { groundOf, notAskedBecause } from '../consents/may-ask.ts';
import { type Addressed, loadAddressed } from '../consents/view-of-consent.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Asking, GroundGiven } from './campaign-view.ts';
import type { Advanced, ConsentCampaign } from './consent-campaign.ts';
import { noteAsking, type Recipient, readAgain, recipientsOf } from './recipient.ts';

/** Addresses judged in one step, and rows gone over in one that asks. */
const JUDGED = 500;
const MOST_READ = 5000;

/** Finds of some addresses whether they may be asked, and notes it. Done again it finds the same. */
export async function judgeSome(tenant: Tenant, campaign: ConsentCampaign, now: Date): Promise<Advanced> {
  const judge = async (recipient: Recipient) => {
    const verdict = await judgeOne(tenant, campaign, recipient, now);
    await note(tenant, recipient, verdict);
    return verdict;
  };
  return go(tenant, campaign, { most: JUDGED, room: Number.POSITIVE_INFINITY }, judge);
}

/** Asks at most `room` of those who are to be, each after a look at where they stand now. Done again it asks nobody twice. */
export function askSome(tenant: Tenant, campaign: ConsentCampaign, room: number, now: Date): Promise<Advanced> {
  const turn = async (recipient: Recipient) =>
    recipient.asking === 'to-ask' ? askOne(tenant, campaign, recipient, now) : recipient.asking;
  return go(tenant, campaign, { most: MOST_READ, room }, turn);
}

/** Goes over addresses from where the campaign is, so many at most, `room` of them to be asked. */
async function go(
  tenant: Tenant,
  { audience, place: from }: ConsentCampaign,
  { most, room }: { most: number; room: number },
  turn: (recipient: Recipient) => Promise<Asking | undefined>,
): Promise<Advanced> {
  const counts: Advanced['counts'] = {};
  let [read, left, at] = [0, room, from];
  for await (const page of recipientsOf(tenant, audience, from)) {
    const some: Recipient[] = [];
    for (const recipient of page) {
      if (left === 0 || read === most) break;
      some.push(recipient);
      read += 1;
      if (recipient.asking === 'to-ask') left -= 1;
      at = { shard: page.shard, after: recipient.key };
    }
    for (const asking of await Promise.all(some.map(turn))) if (asking) counts[asking] = (counts[asking] ?? 0) + 1;
    if (some.length < page.length) return { read, counts, place: at };
  }
  return { read, counts, place: undefined };
}

const given = ({ terms: { ground } }: ConsentCampaign, { kind }: Contact): GroundGiven | undefined =>
  typeof ground === 'object' ? ground[kind] : ground;

async function judgeOne(tenant: Tenant, campaign: ConsentCampaign, recipient: Recipient, now: Date): Promise<Asking> {
  const { standing, email, contactId } = recipient;
  if (standing === 'invalid' || standing === 'duplicate') return standing;
  return verdictOn(campaign, await loadAddressed(tenant, email, contactId), now);
}

const verdictOn = (campaign: ConsentCampaign, addressed: Addressed, now: Date): Asking => {
  const { known } = addressed;
  const because = notAskedBecause(addressed, now);
  if (because || !known) return because ?? 'external';
  return given(campaign, known.contact) === 'other' ? 'groundless' : 'to-ask';
};

/** The request and the note that it was made are one transaction: there is never the one without the other. */
async function askOne(tenant: Tenant, campaign: ConsentCampaign, recipient: Recipient, now: Date): Promise<Asking> {
  for (;;) {
    const addressed = await loadAddressed(tenant, recipient.email, recipient.contactId);
    const verdict = verdictOn(campaign, addressed, now);
    const { known } = addressed;
    if (verdict !== 'to-ask' || !known || !campaign.by) return note(tenant, recipient, verdict);
    const { contact, email } = known;
    const ground = given(campaign, contact);
    const { perMonth, remindAfter } = campaign.terms;
    const begun = { ...(await beginConsent(tenant, email, now)), email };
    const asking = {
      ...{ perMonth, remindAfter, locale: campaign.locale, contactId: contact.id, ...campaign.by },
      ...groundOf(contact, ground === 'other' ? undefined : ground),
    };
    const { writes } = await ask(tenant, begun, asking, now);
    try {
      await commit([...writes, noteAsking(tenant, recipient, 'asked')], now);
      return 'asked';
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      // Another run of the step was first, or something happened to the consent meanwhile.
      const { asking: stands } = await readAgain(tenant, recipient);
      if (stands && stands !== 'to-ask') return stands;
    }
  }
}

/** @returns what stands: this, or what another run noted before */
async function note(tenant: Tenant, recipient: Recipient, verdict: Asking): Promise<Asking> {
  if (recipient.asking === verdict) return verdict;
  try {
    await transact([noteAsking(tenant, recipient, verdict)]);
    return verdict;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return (await readAgain(tenant, recipient)).asking ?? verdict;
  }
}
