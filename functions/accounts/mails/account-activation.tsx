import { Button, MailFrame, Paragraph, plain } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';

const activation = mailKind('account-activation', {
  data: { firstName: words, link: webAddress },
  secrets: ['link'],
  sample: { firstName: 'Camille', link: 'https://guichet.example/activate/exemple' },
});
export default activation;

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

export const write: Writing<typeof activation> = ({ firstName, link }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  return {
    subject: t.subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={t.subject} preheader={t.what} why={t.why}>
        <Paragraph>{t.hello(firstName)}</Paragraph>
        <Paragraph>{t.what}</Paragraph>
        <Button brand={brand} link={link} label={t.button} locale={locale} />
      </MailFrame>,
    ),
    text: plain(t.hello(firstName), t.what, `${t.button}\n${link}`, t.why),
  };
};
