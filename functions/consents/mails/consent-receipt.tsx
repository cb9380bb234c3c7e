import { Button, Link, MailFrame, oneLine, Paragraph, plain, Quote, Small } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing } from '../../../shared/mails/mail-kind.ts';
import { askingMail } from './asking-mail.ts';

/** Brings whoever accepted their receipt, to be kept; and the way to come back on it. */
const receipt = mailKind('consent-receipt', askingMail);
export default receipt;

const fr = {
  subject: (business: string) => `Votre accord donné à ${business}\u00a0: votre reçu`,
  hello: 'Bonjour,',
  said: (business: string) => `Vous avez accepté que ${business} vous écrive. Voici ce que vous avez accepté\u00a0:`,
  keep: 'Votre reçu est joint. Gardez-le\u00a0: son cachet permet à quiconque de vérifier, sans nous, ce que vous avez accepté et quand.',
  button: 'Changer d’avis',
  or: 'Ou, d’une pression\u00a0: ',
  unsubscribe: 'me désabonner',
  end: 'Cet accord vaut jusqu’à ce que vous le retiriez, aussi simplement que vous l’avez donné.',
  why: (business: string, email: string) =>
    `Vous recevez cet e-mail parce que quelqu’un qui lisait ${email} a répondu à ${business}. Ce n’était pas vous\u00a0? Ouvrez la page ci-dessus et refusez.`,
};

const en: typeof fr = {
  subject: (business) => `Your agreement with ${business}: your receipt`,
  hello: 'Hello,',
  said: (business) => `You agreed that ${business} writes to you. This is what you agreed to:`,
  keep: 'Your receipt is attached. Keep it: its seal lets anybody verify, without us, what you agreed to and when.',
  button: 'Change my mind',
  or: 'Or, with one press: ',
  unsubscribe: 'unsubscribe me',
  end: 'This agreement holds until you withdraw it, as easily as you gave it.',
  why: (business, email) =>
    `You receive this email because somebody who reads ${email} answered ${business}. It was not you? Open the page above and refuse.`,
};

export const write: Writing<typeof receipt> = ({ business, email, wording, link, unsubscribe }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(business));
  const [said, why] = [t.said(business), t.why(business, email)];
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={said} why={why}>
        <Paragraph>{t.hello}</Paragraph>
        <Paragraph>{said}</Paragraph>
        <Quote text={wording} />
        <Paragraph>{t.keep}</Paragraph>
        <Paragraph>{t.end}</Paragraph>
        <Button brand={brand} link={link} label={t.button} locale={locale} />
        <Small>
          {t.or}
          <Link brand={brand} link={unsubscribe} label={t.unsubscribe} />
        </Small>
      </MailFrame>,
    ),
    text: plain(t.hello, said, `> ${wording}`, t.keep, t.end, `${t.button}\n${link}`, `${t.or}${unsubscribe}`, why),
  };
};
