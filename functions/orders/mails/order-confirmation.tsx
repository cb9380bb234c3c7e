import * as z from 'zod';
import { Button, MailFrame, oneLine, Paragraph, plain, Quote, Small } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

/** A copy that lasts: all that the law wants repeated after an order. */
const copy = z.string().max(20_000);

const orderConfirmation = mailKind('order-confirmation', {
  data: { urlData: webAddress, business: words, title: words, recap: copy, rights: copy, seller: copy },
  secrets: ['urlData'],
  sample: {
    urlData: 'https://guichet.example/order/exemple',
    business: 'Éditions Durand',
    title: say('Le guide de la pose', 'The guide to fitting'),
    recap: say(
      'RF79 1234 5678 9002\nLe guide de la pose × 1\nTotal TTC : 19,90 €\ndont TVA 5,5 % : 1,04 €',
      'RF79 1234 5678 9002\nThe guide to fitting × 1\nTotal, VAT included: €19.90\nof which VAT 5.5%: €1.04',
    ),
    rights: say(
      'Vous avez quatorze jours à compter de la livraison pour renoncer au contrat sans donner de motif.',
      'You have fourteen days from delivery to withdraw from the contract without giving any reason.',
    ),
    seller: 'Éditions Durand, SARL\n12 rue des Lilas, 69003 Lyon, FR\n732 829 320',
  },
  isRewordable: true,
});
export default orderConfirmation;

const fr = {
  subject: (title: string) => `Commande confirmée : ${title}`,
  hello: 'Bonjour,',
  lead: (business: string) => `${business} a bien reçu votre commande. Elle est confirmée.`,
  button: 'Voir ma commande',
  page: 'Sur cette page : vos téléchargements ou vos billets, l’état de la commande et, s’il y a lieu, « Renoncer au contrat ici ».',
  rights: 'Votre droit de rétractation',
  seller: 'Le vendeur',
  why: (business: string) => `Gardez cet e-mail : il est votre exemplaire du contrat passé avec ${business}.`,
};
const en: typeof fr = {
  subject: (title) => `Order confirmed: ${title}`,
  hello: 'Hello,',
  lead: (business) => `${business} has received your order. It is confirmed.`,
  button: 'See my order',
  page: 'On that page: your downloads or tickets, the state of the order and, where it applies, “Withdraw from the contract here”.',
  rights: 'Your right of withdrawal',
  seller: 'The seller',
  why: (business) => `Keep this email: it is your copy of the contract made with ${business}.`,
};

export const write: Writing<typeof orderConfirmation> = (
  { urlData, business, title, recap, rights, seller },
  locale,
  brand,
) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(title));
  const [lead, why] = [t.lead(business), t.why(business)];
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={lead} why={why}>
        <Paragraph>{t.hello}</Paragraph>
        <Paragraph>{lead}</Paragraph>
        <Quote text={recap} />
        <Button brand={brand} link={urlData} label={t.button} locale={locale} />
        <Small>{t.page}</Small>
        <Paragraph>
          <strong>{t.rights}</strong>
        </Paragraph>
        <Quote text={rights} />
        <Paragraph>
          <strong>{t.seller}</strong>
        </Paragraph>
        <Quote text={seller} />
      </MailFrame>,
    ),
    text: plain(t.hello, lead, recap, `${t.button}\n${urlData}`, t.page, t.rights, rights, t.seller, seller, why),
  };
};
