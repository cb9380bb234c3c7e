import { addressesOf, type Mail, type Outcome } from '../../mail/mail.ts';
import { serveMailReport } from '../../mail/mail-report.ts';
import { getConsent, happenAll } from '../consent.ts';
import type { ConsentAct } from '../consent-acts.ts';
import contract from './contract.ts';

/** Each outcome is an act of its own: who was asked by a mail that came back was not asked. */
export const handler = serveMailReport(contract, async ({ data: { tenant, address, about }, mail, outcomes, now }) => {
  const consent = await getConsent(tenant, address);
  if (!consent) return [];
  const acts = outcomes.flatMap((outcome) => actOf(outcome, about, mail, now));
  return acts.length ? happenAll(tenant, consent, acts) : [];
});

function actOf(outcome: Outcome, about: 'request' | 'reminder' | 'receipt', mail: Mail, now: Date): ConsentAct[] {
  const happened = { actor: { kind: 'system' }, at: now } as const;
  const details = { about, mailId: mail.id, messageId: mail.messageId };
  const to = addressesOf(mail);
  // Taken back, because its owner had answered: an act already.
  if (outcome === 'lapsed') return [];
  if (outcome === 'sent')
    return [{ act: 'email-sent', ...happened, details: { ...details, takenAt: mail.sentAt }, personal: { to } }];
  if (outcome === 'delivered')
    return [
      { act: 'email-delivered', ...happened, details: { ...details, deliveredAt: mail.deliveredAt }, personal: { to } },
    ];
  const why = { ...details, cause: mail.cause };
  const personal = { to, reason: mail.reason };
  return outcome === 'bounced'
    ? [{ act: 'email-bounced', ...happened, details: { ...why, bouncedAt: mail.bouncedAt }, personal }]
    : [{ act: 'email-failed', ...happened, details: why, personal }];
}
