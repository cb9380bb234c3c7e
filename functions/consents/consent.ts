import * as z from 'zod';
import { consentFacts } from '../../events/consent.ts';
import { emailAddress, emailKey } from '../../shared/fields/email-address.ts';
import { parsed } from '../../shared/function/parse.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { conflict, notFound } from '../../shared/problem/problem.ts';
import { collection } from '../../shared/table/collection.ts';
import type { Due } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import { ConditionFailed, transact, type Write } from '../../shared/table/transact.ts';
import { LOCALES, say } from '../../shared/text.ts';
import { tell } from '../facts/fact.ts';
import { type Entry, emptyChain, entries, headSchema } from '../proof/ledger.ts';
import { type ConsentAct, consentActs } from './consent-acts.ts';
import { consentStates } from './consent-states.ts';
import { type Channel, GROUNDS } from './consent-view.ts';
import { wordingSchema } from './wording.ts';

/**
 * What the owner of an address agreed to receive from the business: one for each address, however it is written, in
 * whichever records of the business it stands.
 */
export const consents = entity({
  name: 'consent',
  partition: 'address',
  id: 'id',
  feed: true,
  lists: { id: 'id' },
  states: consentStates,
  dues: { remind: ['pending'], seal: 'always' },
  schema: z.object({
    id: z.string(),
    /** By which it is known (`emailKey`). */
    address: z.string(),
    /** As it was typed, and as it is written to. */
    email: z.string(),
    status: consentStates.schema,
    createdAt: z.string(),
    /** The contact of whom it was asked, and why it could be. */
    contactId: z.string().optional(),
    ground: z.enum(GROUNDS).optional(),
    /** Who asked, and in which words. */
    asker: z
      .object({ userId: z.string(), name: z.string(), company: z.string().optional(), email: z.string() })
      .optional(),
    wording: wordingSchema.optional(),
    locale: z.enum(LOCALES).optional(),
    /** How many mailings a month its words promise at most; and how many left in the last month that had any (`2027-03`). */
    perMonth: z.int().optional(),
    mailed: z.object({ month: z.string(), count: z.int() }).optional(),
    /** How often it was asked for, when last, and when its recipient was reminded of that. */
    asked: z.int(),
    askedAt: z.string().optional(),
    remindedAt: z.string().optional(),
    /** When it was accepted, refused or withdrawn, and by whom. */
    decidedAt: z.string().optional(),
    decidedBy: z.enum(['recipient', 'business']).optional(),
    /** When the recipient last said no, were it a second time. */
    saidNoAt: z.string().optional(),
    /** Which act of the chain that was. */
    decidedIn: z.int().optional(),
    chain: headSchema,
    /** The sealed receipt, and up to which act it states the chain; the evidence, and up to which act it tells it. */
    receipt: pinnedSchema.extend({ sequence: z.int() }).optional(),
    evidence: pinnedSchema.extend({ sequence: z.int() }).optional(),
  }),
});
export type Consent = z.infer<(typeof consents)['schema']>;

const ID = /^cns_[0-9a-z]{26}$/;

/** What a caller names a consent by: its address, or its id. @throws 422, 404 for an id that is none of this account's */
export async function addressNamed(tenant: Tenant, named: string, now: Date): Promise<string> {
  if (!ID.test(named)) return parsed(z.object({ email: emailAddress }), { email: named }).email;
  const { items } = await consents.list(tenant, { id: named }, { limit: 1, now });
  const [found] = items;
  if (!found) throw notFound(say('Ce consentement n’existe pas.', 'This consent does not exist.'));
  return found.email;
}

export const getConsent = (tenant: Tenant, address: string): Promise<Consent | undefined> =>
  consents.get(tenant, { address: emailKey(address) });

/** The consent of an address to which something is about to happen: it comes into being, not solicited. */
export async function beginConsent(tenant: Tenant, email: string, now: Date): Promise<Consent> {
  const found = await getConsent(tenant, email);
  if (found) return found;
  const begun = {
    id: newId('cns', now),
    address: emailKey(email),
    email,
    status: 'not-solicited',
    createdAt: now.toISOString(),
    asked: 0,
    chain: emptyChain,
  } as const;
  try {
    await transact([consents.put(tenant, begun)]);
    return begun;
  } catch (error) {
    // Somebody else began it at this very moment.
    const first = error instanceof ConditionFailed && (await getConsent(tenant, email));
    if (!first) throw error;
    return first;
  }
}

type Move = Exclude<keyof typeof consentStates.transitions, 'know'>;

interface Happening {
  move?: Move;
  set?: Partial<Omit<Consent, 'id' | 'address' | 'status' | 'chain'>>;
  remove?: readonly (keyof Consent)[];
  due?: { remind?: Due | null; seal?: Due | null };
}

/** What others hear of, by the act that it is. */
const TOLD: Readonly<Record<ConsentAct['act'], keyof (typeof consentFacts)['kinds'] | undefined>> = {
  requested: 'requested',
  renewed: 'requested',
  reminded: undefined,
  accepted: 'accepted',
  refused: 'refused',
  withdrawn: 'withdrawn',
  sealed: undefined,
  'email-sent': undefined,
  'email-delivered': undefined,
  'email-bounced': undefined,
  'email-failed': undefined,
};

/**
 * The writes by which an act happens to a consent: the chain's new entry, its head and the state it leads to. They hold
 * only if nothing else happened meanwhile; the job then looks again.
 * @throws 409 when its state does not allow the move
 */
export function happen(tenant: Tenant, consent: Consent, act: ConsentAct, happening: Happening = {}): Write[] {
  const { move, set, remove = [], due } = happening;
  const { head, writes } = consentActs.record(tenant, consent.id, consent.chain, [act]);
  const change = {
    when: { equals: { status: consent.status, 'chain.sequence': consent.chain.sequence, saidNoAt: consent.saidNoAt } },
    set: { ...set, chain: head },
    remove,
    ...(due && { due }),
  };
  const told = TOLD[act.act];
  const { id: consentId, contactId } = { ...consent, ...set };
  const { channel, mailingId } = (act.details ?? {}) as { channel?: Channel; mailingId?: string };
  return [
    move ? consents.move(tenant, consent, move, change) : consents.update(tenant, consent, change),
    ...writes,
    ...(told ? [tell(tenant, consentFacts, told, { consentId, contactId, channel, mailingId }, act.at)] : []),
  ];
}

/** The writes by which acts that change nothing of it stand in its history. */
export function happenAll(tenant: Tenant, consent: Consent, acts: readonly ConsentAct[]): Write[] {
  const { head, writes } = consentActs.record(tenant, consent.id, consent.chain, acts);
  const when = { equals: { 'chain.sequence': consent.chain.sequence } };
  return [consents.update(tenant, consent, { when, set: { chain: head } }), ...writes];
}

/** All that happened to it, oldest first. */
export const historyOf = async (tenant: Tenant, { id }: Consent): Promise<Entry[]> =>
  (await collection(tenant, id, { entries })).entries;

/** What is sealed tells the last decision: the receipt, or the evidence. */
export const isSealed = (consent: Consent, what: 'receipt' | 'evidence'): boolean =>
  consent.decidedIn !== undefined && (consent[what]?.sequence ?? 0) >= consent.decidedIn;

/** The sealed receipt, or the evidence, is not there. */
export const notYetSealed = (consent: Consent | undefined) =>
  conflict(
    'consent-not-sealed-yet',
    consent?.decidedIn === undefined
      ? say(
          'Rien n’a encore été décidé pour cette adresse : la preuve vient avec la réponse du destinataire.',
          'Nothing was decided for this address yet: the proof comes with the recipient’s answer.',
        )
      : say(
          'Le reçu et la preuve sont en cours de préparation : réessayez dans un instant.',
          'The receipt and the proof are being made: try again in a moment.',
        ),
  );
