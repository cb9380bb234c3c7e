import { Button, Link, MailFrame, oneLine, Paragraph, plain, Quote, Small } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing } from '../../../shared/mails/mail-kind.ts';
import { askingMail } from './asking-mail.ts';

/** Reminds somebody who has not answered, once. */
const reminder = mailKind('consent-reminder', askingMail);
export default reminder;

const fr = {
  subject: (business: string) => `Rappel\u00a0: ${business} vous demande votre accord pour vous écrire`,
  hello: 'Bonjour,',
  ask: (business: string) =>
    `${business} vous a demandé si vous acceptez ses e-mails, et n’a pas eu votre réponse. Voici ce que vous accepteriez\u00a0:`,
  button: 'Répondre',
  refuse: 'Pour refuser sans lire la page\u00a0: ',
  refuseLink: 'ne plus recevoir ces demandes',
  last: 'Il n’y aura pas d’autre rappel. Ne pas répondre, c’est ne pas accepter.',
  why: (business: string, email: string) =>
    `Vous recevez cet e-mail parce que ${business} a votre adresse, ${email}, dans ses fiches. Choisissez «\u00a0Je refuse\u00a0» sur la page pour que la question ne vous soit plus posée.`,
};

const en: typeof fr = {
  subject: (business) => `Reminder: ${business} asks whether it may write to you`,
  hello: 'Hello,',
  ask: (business) =>
    `${business} asked whether you agree to its emails, and has had no answer. This is what you would agree to:`,
  button: 'Answer',
  refuse: 'To refuse without reading the page: ',
  refuseLink: 'receive no more of these requests',
  last: 'There will be no other reminder. Not to answer is not to agree.',
  why: (business, email) =>
    `You receive this email because ${business} has your address, ${email}, in its records. Refuse on the page, and you will not be asked again.`,
};

export const write: Writing<typeof reminder> = ({ business, email, wording, link, unsubscribe }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(business));
  const [ask, why] = [t.ask(business), t.why(business, email)];
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={ask} why={why}>
        <Paragraph>{t.hello}</Paragraph>
        <Paragraph>{ask}</Paragraph>
        <Quote text={wording} />
        <Button brand={brand} link={link} label={t.button} locale={locale} />
        <Paragraph>{t.last}</Paragraph>
        <Small>
          {t.refuse}
          <Link brand={brand} link={unsubscribe} label={t.refuseLink} />
        </Small>
      </MailFrame>,
    ),
    text: plain(t.hello, ask, `> ${wording}`, `${t.button}\n${link}`, t.last, `${t.refuse}${unsubscribe}`, why),
  };
};
