import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { newId } from '../../../shared/ids.ts';
import type { Locale } from '../../../shared/text.ts';
import { MailFrame, Paragraph, plain } from '../templates/mail.tsx';
import type { SmtpAccount } from './smtp-account.ts';

const fr = {
  subject: 'Votre compte d’envoi fonctionne',
  hello: (name: string) => `Bonjour ${name},`,
  what: (address: string, host: string) =>
    `Cet e-mail est parti de ${address} par le serveur ${host}. Vos prochains envois prendront le même chemin.`,
  why: 'Vous recevez cet e-mail parce que vous venez de tester ce compte dans Guichet.',
};

const en: typeof fr = {
  subject: 'Your sending account works',
  hello: (name) => `Hello ${name},`,
  what: (address, host) =>
    `This email left from ${address} through the server ${host}. Your next mails will go the same way.`,
  why: 'You receive this email because you have just tested this account in Guichet.',
};

/** The message that proves an SMTP account, whole (MIME), 7-bit. */
export function smtpConfirmation(
  { fromAddress, fromName, host }: Pick<SmtpAccount, 'fromAddress' | 'fromName' | 'host'>,
  to: { email: string; firstName: string },
  locale: Locale,
  now: Date,
): Promise<Buffer> {
  const t = locale === 'fr' ? fr : en;
  const lines = [t.hello(to.firstName), t.what(fromAddress, host)];
  const html = (
    <MailFrame locale={locale} title={t.subject} preheader={t.what(fromAddress, host)} why={t.why}>
      {lines.map((line) => (
        <Paragraph>{line}</Paragraph>
      ))}
    </MailFrame>
  );
  const message = new MailComposer({
    from: { name: fromName ?? '', address: fromAddress },
    to: to.email,
    subject: t.subject,
    text: plain(...lines, t.why),
    html: String(html),
    date: now,
    messageId: `<${newId('test', now)}@${fromAddress.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
  });
  return message.compile().build();
}
