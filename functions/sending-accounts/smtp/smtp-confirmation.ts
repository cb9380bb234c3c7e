import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { GUICHET } from '../../../shared/brand/brand.ts';
import { newId } from '../../../shared/ids.ts';
import type { Locale } from '../../../shared/text.ts';
import { write } from '../mails/smtp-confirmation.tsx';
import type { SmtpAccount } from './smtp-account.ts';

/**
 * The message that proves an SMTP account, whole (MIME), 7-bit.
 * @param chosen mails leave through this account
 */
export function smtpConfirmation(
  { fromAddress, fromName, host, purpose }: Pick<SmtpAccount, 'fromAddress' | 'fromName' | 'host' | 'purpose'>,
  chosen: boolean,
  to: { email: string; firstName: string },
  locale: Locale,
  now: Date,
): Promise<Buffer> {
  const message = new MailComposer({
    ...write({ firstName: to.firstName, fromAddress, host, next: chosen ? 'chosen' : purpose }, locale, GUICHET),
    from: { name: fromName ?? '', address: fromAddress },
    to: to.email,
    date: now,
    messageId: `<${newId('test', now)}@${fromAddress.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
  });
  return message.compile().build();
}
