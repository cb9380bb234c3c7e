import { MailFrame, Paragraph, plain } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, words } from '../../../shared/mails/mail-kind.ts';

const exists = mailKind('account-exists', {
  data: { firstName: words.optional() },
  secrets: [],
  sample: { firstName: 'Camille' },
});
export default exists;

const fr = {
  subject: 'Vous avez déjà un compte Guichet',
  hello: (name?: string) => (name ? `Bonjour ${name},` : 'Bonjour,'),
  what: 'Quelqu’un, peut-être vous, a demandé un compte Guichet avec cette adresse. Elle a déjà un compte\u00a0: il reste tel quel, et sa clé d’API aussi.',
  next: 'Si c’était vous, continuez avec la clé que vous avez reçue. Sinon, vous n’avez rien à faire.',
  why: 'Vous recevez cet e-mail parce que votre adresse est celle d’un compte Guichet.',
};

const en: typeof fr = {
  subject: 'You already have a Guichet account',
  hello: (name) => (name ? `Hello ${name},` : 'Hello,'),
  what: 'Someone, perhaps you, asked for a Guichet account with this address. It already has one: the account and its API key stay as they are.',
  next: 'If it was you, go on with the key you were given. If not, there is nothing to do.',
  why: 'You receive this email because your address belongs to a Guichet account.',
};

export const write: Writing<typeof exists> = ({ firstName }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  return {
    subject: t.subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={t.subject} preheader={t.next} why={t.why}>
        <Paragraph>{t.hello(firstName)}</Paragraph>
        <Paragraph>{t.what}</Paragraph>
        <Paragraph>{t.next}</Paragraph>
      </MailFrame>,
    ),
    text: plain(t.hello(firstName), t.what, t.next, t.why),
  };
};
