import * as z from 'zod';
import { MailFrame, Paragraph, plain } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, words } from '../../../shared/mails/mail-kind.ts';

const confirmation = mailKind('smtp-confirmation', {
  data: {
    firstName: words,
    fromAddress: words,
    host: words,
    /** Whether mails leave through the account; else what must be set for that. */
    next: z.enum(['chosen', 'transactional', 'campaign']),
  },
  secrets: [],
  sample: { firstName: 'Camille', fromAddress: 'camille@durand.example', host: 'smtp.durand.example', next: 'chosen' },
});
export default confirmation;

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

export const write: Writing<typeof confirmation> = ({ firstName, fromAddress, host, next }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  const lines = [t.hello(firstName), t.what(fromAddress, host), t.next[next]];
  return {
    subject: t.subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={t.subject} preheader={t.what(fromAddress, host)} why={t.why}>
        {lines.map((line) => (
          <Paragraph>{line}</Paragraph>
        ))}
      </MailFrame>,
    ),
    text: plain(...lines, t.why),
  };
};
