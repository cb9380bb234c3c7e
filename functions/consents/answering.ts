import { after, MINUTE } from '../../shared/clock.ts';
import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { sealConsent } from './commands/seal-consent.ts';
import { type Consent, consents, happen } from './consent.ts';
import type { ConsentAct } from './consent-acts.ts';
import { consentStates } from './consent-states.ts';
import type { Channel } from './consent-view.ts';
import type { Wording } from './wording.ts';

/**
 * Seconds in which a no of the recipient's outweighs any yes. What follows links and presses buttons in a mailbox presses
 * them all at once: were the last one to count, machines would agree for people.
 */
const NO_OUTWEIGHS = 10 * MINUTE;

/** Until when a yes does not count, because its recipient has just said no. */
export const noStandsUntil = ({ saidNoAt }: Pick<Consent, 'saidNoAt'>, now: Date): Date | undefined => {
  const until = saidNoAt && after(new Date(saidNoAt), NO_OUTWEIGHS);
  return until && now < until ? until : undefined;
};

/** How the recipient of an address came to answer: by a link that only they received, or from their own space. */
interface Answer {
  channel: Exclude<Channel, 'api'>;
  client: Client;
  /** As they know the business. */
  business: string;
}

/**
 * The writes by which the recipient says yes, to these words; none when they have said it already, or said no just now.
 * The only way to `accepted`.
 */
export function accept(
  tenant: Tenant,
  consent: Consent,
  { channel, client, business, wording }: Answer & { wording: Wording },
  now: Date,
): Write[] {
  if (!consentStates.may('accept', consent) || noStandsUntil(consent, now)) return [];
  const act: ConsentAct = {
    act: 'accepted',
    actor: { kind: 'recipient', id: consent.id },
    at: now,
    details: {
      ...{ channel, purpose: 'mailings', locale: wording.locale },
      ...{ wordingVersion: wording.version, wordingSha256: wording.sha256 },
    },
    personal: { ...seenFrom(client), email: consent.email, business, wording: wording.text },
  };
  return happen(tenant, consent, act, {
    move: 'accept',
    set: { ...decided(consent, 'recipient', now), wording, locale: wording.locale },
    due: sealing(tenant, consent, now),
  });
}

/**
 * The writes by which the recipient says no, or no longer, perhaps by a link of a mailing. Said twice it is one act; it outweighs a yes all
 * the same.
 */
export function refuse(
  tenant: Tenant,
  consent: Consent,
  { channel, client, business, mailingId }: Answer & { mailingId?: string | undefined },
  now: Date,
): Write[] {
  const saidNoAt = now.toISOString();
  const { status, decidedBy, chain } = consent;
  if (status === 'refused' && decidedBy === 'recipient') {
    const when = { equals: { status, 'chain.sequence': chain.sequence, saidNoAt: consent.saidNoAt } };
    return [consents.update(tenant, consent, { when, set: { saidNoAt } })];
  }
  const withdraws = status === 'accepted';
  const act: ConsentAct = {
    act: withdraws ? 'withdrawn' : 'refused',
    actor: { kind: 'recipient', id: consent.id },
    at: now,
    details: { channel, mailingId },
    personal: { ...seenFrom(client), email: consent.email, business },
  };
  return happen(tenant, consent, act, {
    move: withdraws ? 'withdraw' : 'refuse',
    set: { ...decided(consent, 'recipient', now), saidNoAt },
    due: sealing(tenant, consent, now),
  });
}

interface Withdrawal {
  userId: string;
  keyId: string;
  client: Client;
  business: string;
  reason?: string | undefined;
}

/** The business gives a consent up: as it then is, and the writes. @throws 409 when there is none to withdraw */
export function withdraw(
  tenant: Tenant,
  consent: Consent,
  { userId, keyId, client, business, reason }: Withdrawal,
  now: Date,
): { consent: Consent; writes: Write[] } {
  const act: ConsentAct = {
    act: 'withdrawn',
    actor: { kind: 'user', id: userId },
    at: now,
    details: { channel: 'api', keyId },
    personal: { ...seenFrom(client), email: consent.email, business, reason },
  };
  const set = decided(consent, 'business', now);
  return {
    consent: { ...consent, ...set, status: 'refused' },
    writes: happen(tenant, consent, act, { move: 'withdraw', set, due: sealing(tenant, consent, now) }),
  };
}

/** What is written down of a decision, with the act that it is. */
const decided = ({ chain }: Consent, decidedBy: NonNullable<Consent['decidedBy']>, now: Date) => ({
  decidedBy,
  decidedAt: now.toISOString(),
  decidedIn: chain.sequence + 1,
});

/** Its receipt is to be sealed. */
const sealing = (tenant: Tenant, { address }: Consent, now: Date) => ({
  seal: dueNow(outgoing(sealConsent, { tenant, address }), now),
});

const seenFrom = ({ address, userAgent }: Client) => ({ address, userAgent });
