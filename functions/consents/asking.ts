import { after, DAY } from '../../shared/clock.ts';
import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { reportTo } from '../../shared/mails/mail-report.ts';
import { conflict } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueAt } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say, type Text } from '../../shared/text.ts';
import { queueMail } from '../mail/mail.ts';
import { businessName } from './asker.ts';
import { followConsentMail } from './commands/follow-consent-mail.ts';
import { remindRecipient } from './commands/remind-recipient.ts';
import { type Consent, consents, happen } from './consent.ts';
import { linksFor } from './consent-link.ts';
import { consentStates, IN_STATE } from './consent-states.ts';
import type { Ground } from './consent-view.ts';
import consentReminder from './mails/consent-reminder.tsx';
import consentRequest from './mails/consent-request.tsx';
import { renewableAt } from './may-ask.ts';
import { type Wording, wordingOf } from './wording.ts';

interface Asking {
  contactId: string;
  ground: Ground;
  groundFrom: 'caller' | 'record';
  perMonth: number;
  locale: Locale;
  /** Days after which who has not answered is reminded, once. */
  remindAfter?: number | undefined;
  asker: NonNullable<Consent['asker']>;
  keyId: string;
  client: Client;
}

/**
 * The owner of an address is asked, or asked again: by a mail, whose link alone lets them answer. The consent as it then
 * is, and the writes.
 * @throws 409 when its state does not allow it, or when it was asked not long ago
 */
export async function ask(tenant: Tenant, consent: Consent, asking: Asking, now: Date) {
  const { ground, groundFrom, contactId, perMonth, locale, remindAfter, asker, keyId, client } = asking;
  const { address, email } = consent;
  const by = IN_STATE[consent.status].asking;
  if (by === 'never') throw consentStates.refusal(consent, 'consent-decided', NEVER[consent.status]);
  if (by === 'renew' && now < renewableAt(consent)) throw askedRecently(renewableAt(consent));
  const wording = wordingOf({ business: businessName(asker), email, perMonth, locale });
  const at = now.toISOString();
  const set = { asked: consent.asked + 1, askedAt: at, contactId, ground, asker, wording, locale, perMonth };
  const act = {
    act: by === 'request' ? 'requested' : 'renewed',
    actor: { kind: 'user', id: asker.userId },
    at: now,
    details: {
      ...{ ground, groundFrom, contactId, perMonth, keyId, locale },
      ...{ wordingVersion: wording.version, wordingSha256: wording.sha256 },
    },
    personal: {
      ...{ email, wording: wording.text, asker: `${asker.name} <${asker.email}>`, company: asker.company },
      ...{ address: client.address, userAgent: client.userAgent },
    },
  } as const;
  const remind = remindAfter
    ? dueAt(outgoing(remindRecipient, { tenant, address }), after(now, remindAfter * DAY))
    : null;
  const asked: Consent = { ...consent, ...set, status: 'pending', remindedAt: undefined };
  return {
    consent: asked,
    writes: [
      ...happen(tenant, consent, act, { move: by, set, remove: ['remindedAt'], due: { remind } }),
      ...(await mailOf(consentRequest, tenant, asked, wording, now)),
    ],
  };
}

/** The writes by which somebody who has not answered is reminded of it, once. */
export const remind = async (tenant: Tenant, consent: Consent, wording: Wording, now: Date): Promise<Write[]> => [
  ...happen(
    tenant,
    consent,
    { act: 'reminded', actor: { kind: 'system' }, at: now },
    { set: { remindedAt: now.toISOString() }, due: { remind: null } },
  ),
  ...(await mailOf(consentReminder, tenant, consent, wording, now)),
];

/** In the name of who asked; it leaves only as long as an answer is awaited. */
async function mailOf(
  kind: typeof consentRequest | typeof consentReminder,
  tenant: Tenant,
  { address, email, asker, locale = 'fr' }: Consent,
  wording: Wording,
  now: Date,
): Promise<Write[]> {
  if (!asker) throw new Error(`Nobody has asked ${address}`);
  const { page, unsubscribe, write } = linksFor(tenant, email, now);
  const business = businessName(asker);
  const mail = await queueMail(
    {
      tenant,
      to: email,
      sender: { userId: asker.userId },
      fromName: business,
      replyTo: asker.email,
      locale,
      kind,
      data: { business, email, wording: wording.text, link: page, unsubscribe },
      ...(kind === consentRequest && { heldAbout: 'consent' }),
      onlyWhile: { row: consents.keyOf(tenant, { address }), status: ['pending'] },
      report: reportTo(followConsentMail, { address, about: kind === consentRequest ? 'request' : 'reminder' }),
    },
    now,
  );
  return [write, mail];
}

const NEVER: Readonly<Record<Consent['status'], Text | undefined>> = {
  'not-solicited': undefined,
  pending: undefined,
  accepted: say('Il n’y a rien à demander.', 'There is nothing to ask for.'),
  refused: say(
    'Seul le destinataire peut revenir sur cette décision, par le lien qu’il a reçu ou depuis son espace.',
    'Only the recipient can come back on this decision, by the link received or from their own space.',
  ),
};

const askedRecently = (from: Date) =>
  conflict(
    'asked-recently',
    say(
      `Cette adresse attend déjà une réponse de son propriétaire : la demande ne peut être renouvelée qu’à partir du ${from.toISOString()}.`,
      `The owner of this address was asked already: the request cannot be renewed before ${from.toISOString()}.`,
    ),
  );
