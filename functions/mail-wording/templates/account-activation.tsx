import { Button, type Mail, MailFrame, Paragraph, plain } from '../../../shared/mails/mail.tsx';
import type { Locale } from '../../../shared/text.ts';
import type { TemplateData } from './data.ts';

const fr = {
  subject: 'Activez votre compte Guichet',
  hello: (name: string) => `Bonjour ${name},`,
  what: 'Un compte Guichet vient d’être demandé avec votre adresse. Pour l’ouvrir, confirmez qu’elle est bien à vous.',
  button: 'Activer mon compte',
  why: 'Vous n’avez rien demandé\u00a0? Ignorez cet e-mail\u00a0: aucun compte ne sera ouvert.',
};

const en: typeof fr = {
  subject: 'Activate your Guichet account',
  hello: (name) => `Hello ${name},`,
  what: 'A Guichet account was requested with your address. To open it, confirm that the address is yours.',
  button: 'Activate my account',
  why: 'You asked for nothing? Ignore this email: no account will be opened.',
};

export function accountActivation({ firstName, link }: TemplateData<'account-activation'>, locale: Locale): Mail {
  const t = locale === 'fr' ? fr : en;
  return {
    subject: t.subject,
    html: String(
      <MailFrame locale={locale} title={t.subject} preheader={t.what} why={t.why}>
        <Paragraph>{t.hello(firstName)}</Paragraph>
        <Paragraph>{t.what}</Paragraph>
        <Button link={link} label={t.button} locale={locale} />
      </MailFrame>,
    ),
    text: plain(t.hello(firstName), t.what, `${t.button}\n${link}`, t.why),
  };
}
