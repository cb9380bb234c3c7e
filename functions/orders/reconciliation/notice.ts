import type { Tenant } from '../../../shared/identity/tenant.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { findAccount } from '../../accounts/account.ts';
import { queueMail } from '../../mail/mail.ts';
import reconciliationNotice from '../mails/reconciliation-notice.tsx';
import { type Finding, spelt } from './finding.ts';

/** Findings that a mail tells; the call has the rest. */
const TOLD = 20;

/** The mail by which the seller is told of what differs. */
export async function noticeOf(tenant: Tenant, findings: readonly Finding[], now: Date): Promise<Write[]> {
  const { email } = await findAccount(tenant);
  const told = findings.slice(0, TOLD).map((finding) => {
    const { orderId, lineId, payment, message, amount, mend } = spelt(finding, 'fr');
    const about = [orderId ?? lineId ?? payment, amount === undefined ? undefined : inEuros(amount)];
    return [about.filter(Boolean).join(' · '), message, mend].filter(Boolean).join('\n');
  });
  const data = { count: String(findings.length), findings: told.join('\n\n') };
  return [await queueMail({ tenant, to: email, locale: 'fr', kind: reconciliationNotice, data }, now)];
}

const inEuros = (cents: number) =>
  new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR' }).format(cents / 100);
