import { Button, Link, MailFrame, oneLine, Paragraph, plain, Quote, Small } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing } from '../../../shared/mails/mail-kind.ts';
import { askingMail } from './asking-mail.ts';

/**
 * Asks whether somebody wants to receive mailings: who asks, for what, how often, how to refuse. Nothing is offered in it
 * and nothing fetched, for it goes to people who have agreed to nothing yet; its words are ours alone.
 */
const request = mailKind('consent-request', askingMail);
export default request;

const fr = {
  subject: (business: string) => `${business} vous demande votre accord pour vous écrire`,
  hello: 'Bonjour,',
  ask: (business: string) =>
    `${business} aimerait vous envoyer de ses nouvelles par e-mail, et vous demande d’abord votre accord. Voici ce que vous accepteriez\u00a0:`,
  button: 'Répondre',
  refuse: 'Pour refuser sans lire la page\u00a0: ',
  refuseLink: 'ne plus recevoir ces demandes',
  how: 'Sur la page qui s’ouvre, choisissez «\u00a0J’accepte\u00a0» ou «\u00a0Je refuse\u00a0». Rien n’est décidé tant que vous n’avez pas choisi, et vous pourrez changer d’avis à tout moment.',
  silence: 'Ne pas répondre, c’est ne pas accepter\u00a0: ces envois ne vous seront pas adressés.',
  why: (business: string, email: string) =>
    `Vous recevez cet e-mail parce que ${business} a votre adresse, ${email}, dans ses fiches de clients, de fournisseurs ou de relations professionnelles.`,
};

const en: typeof fr = {
  subject: (business) => `${business} asks whether it may write to you`,
  hello: 'Hello,',
  ask: (business) =>
    `${business} would like to send you its news by email, and asks for your agreement first. This is what you would agree to:`,
  button: 'Answer',
  refuse: 'To refuse without reading the page: ',
  refuseLink: 'receive no more of these requests',
  how: 'On the page that opens, choose “I agree” or “I refuse”. Nothing is decided until you have chosen, and you can change your mind at any time.',
  silence: 'Not to answer is not to agree: these mailings will not be sent to you.',
  why: (business, email) =>
    `You receive this email because ${business} has your address, ${email}, among its customers, suppliers or professional contacts.`,
};

export const write: Writing<typeof request> = ({ business, email, wording, link, unsubscribe }, locale, brand) => {
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
        <Paragraph>{t.how}</Paragraph>
        <Paragraph>{t.silence}</Paragraph>
        <Small>
          {t.refuse}
          <Link brand={brand} link={unsubscribe} label={t.refuseLink} />
        </Small>
      </MailFrame>,
    ),
    text: plain(
      t.hello,
      ask,
      `> ${wording}`,
      `${t.button}\n${link}`,
      t.how,
      t.silence,
      `${t.refuse}${unsubscribe}`,
      why,
    ),
  };
};
