import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { newId } from '../../../shared/ids.ts';
import { MailFrame, Paragraph, plain } from '../../../shared/mails/mail.tsx';
import type { Locale } from '../../../shared/text.ts';
import type { SmtpAccount } from './smtp-account.ts';

const fr = {
  subject: 'Votre compte d’envoi fonctionne',
  hello: (name: string) => `Bonjour ${name},`,
  what: (address: string, host: string) => `Cet e-mail est parti de ${address} par le serveur ${host}.`,
  next: {
    chosen: 'Les prochains envois de ce compte prendront le même chemin.',
    transactional:
      'Pour l’instant, c’est Guichet qui envoie vos e-mails. Pour qu’ils partent par ce compte, choisissez l’envoi par SMTP dans vos réglages d’envoi.',
    campaign:
      'Pour l’instant, l’envoi de campagnes est éteint. Pour qu’elles partent par ce compte, allumez-le dans vos réglages d’envoi.',
  },
  why: 'Vous recevez cet e-mail parce que vous venez de tester ce compte dans Guichet.',
};

const en: typeof fr = {
  subject: 'Your sending account works',
  hello: (name) => `Hello ${name},`,
  what: (address, host) => `This email left from ${address} through the server ${host}.`,
  next: {
    chosen: 'The next mails of this account will go the same way.',
    transactional:
      'For now, Guichet sends your emails itself. To have them leave through this account, choose sending by SMTP in your mail settings.',
    campaign:
      'For now, campaigns are turned off. To have them leave through this account, turn them on in your mail settings.',
  },
  why: 'You receive this email because you have just tested this account in Guichet.',
};

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
  const t = locale === 'fr' ? fr : en;
  const lines = [t.hello(to.firstName), t.what(fromAddress, host), t.next[chosen ? 'chosen' : purpose]];
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
