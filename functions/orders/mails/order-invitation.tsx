import { Button, MailFrame, oneLine, Paragraph, plain, Small } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

const orderInvitation = mailKind('order-invitation', {
  data: { urlData: webAddress, business: words, title: words },
  secrets: ['urlData'],
  sample: {
    urlData: 'https://guichet.example/order/exemple',
    business: 'Éditions Durand',
    title: say('Le guide de la pose', 'The guide to fitting'),
  },
  isRewordable: true,
});
export default orderInvitation;

const fr = {
  subject: (title: string) => `Votre commande : ${title}`,
  hello: 'Bonjour,',
  lead: (business: string, title: string) =>
    `Vous avez demandé à ${business} de recevoir « ${title} ». La page de commande vous attend.`,
  button: 'Continuer ma commande',
  nothing: 'Rien n’est commandé tant que vous n’avez pas validé cette page.',
  why: (business: string) =>
    `Vous recevez cet e-mail parce que cette adresse a été donnée sur la page de ${business}. Si ce n’est pas vous, ne faites rien : aucune liste ne l’a retenue.`,
};
const en: typeof fr = {
  subject: (title) => `Your order: ${title}`,
  hello: 'Hello,',
  lead: (business, title) => `You asked ${business} for “${title}”. The order page awaits you.`,
  button: 'Continue my order',
  nothing: 'Nothing is ordered until you have confirmed that page.',
  why: (business) =>
    `You receive this email because this address was given on the page of ${business}. If it was not you, do nothing: no list has kept it.`,
};

export const write: Writing<typeof orderInvitation> = ({ urlData, business, title }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(title));
  const [lead, why] = [t.lead(business, title), t.why(business)];
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={lead} why={why}>
        <Paragraph>{t.hello}</Paragraph>
        <Paragraph>{lead}</Paragraph>
        <Button brand={brand} link={urlData} label={t.button} locale={locale} />
        <Small>{t.nothing}</Small>
      </MailFrame>,
    ),
    text: plain(t.hello, lead, `${t.button}\n${urlData}`, t.nothing, why),
  };
};
