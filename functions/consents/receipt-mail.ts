import type { Tenant } from '../../shared/identity/tenant.ts';
import { reportTo } from '../../shared/mails/mail-report.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import type { Write } from '../../shared/table/transact.ts';
import { queueMail } from '../mail/mail.ts';
import { questionTo } from './asker.ts';
import { followConsentMail } from './commands/follow-consent-mail.ts';
import { type Consent, consents } from './consent.ts';
import { linksFor } from './consent-link.ts';
import consentReceipt from './mails/consent-receipt.tsx';
import { consentWords } from './proof/consent-words.ts';

/** The writes that send whoever accepted their sealed receipt; it leaves only as long as they have not thought better. */
export async function sendReceipt(tenant: Tenant, consent: Consent, receipt: Pinned, now: Date): Promise<Write[]> {
  const { address, email, asker, locale = 'fr' } = consent;
  const { business, contact, wording } = await questionTo(tenant, email, consent, locale);
  const { page, unsubscribe, write } = linksFor(tenant, email, now);
  const filename = consentWords[locale].filename;
  const mail = await queueMail(
    {
      tenant,
      to: email,
      ...(asker && { sender: { userId: asker.userId } }),
      fromName: business,
      replyTo: contact,
      locale,
      kind: consentReceipt,
      data: { business, email, wording: wording.text, link: page, unsubscribe },
      attachments: [{ filename, contentType: 'application/pdf', object: receipt }],
      onlyWhile: { row: consents.keyOf(tenant, { address }), status: ['accepted'] },
      report: reportTo(followConsentMail, { address, about: 'receipt' }),
    },
    now,
  );
  return [write, mail];
}
