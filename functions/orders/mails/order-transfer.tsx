import * as z from 'zod';
import { Button, MailFrame, oneLine, Paragraph, plain, Quote, Small } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

const orderTransfer = mailKind('order-transfer', {
  data: {
    urlData: webAddress,
    ...{ business: words, title: words, instructions: z.string().max(20_000), until: words },
    /** What is missing, when a part has come. */
    rest: words.optional(),
  },
  secrets: ['urlData'],
  sample: {
    urlData: 'https://guichet.example/order/exemple',
    business: 'Éditions Durand',
    title: say('Le guide de la pose', 'The guide to fitting'),
    instructions: say(
      'Montant : 19,90 €\nBénéficiaire : Éditions Durand\nIBAN : BE71 0961 2345 6769\nRéférence : RF79 1234 5678 9002',
      'Amount: €19.90\nBeneficiary: Éditions Durand\nIBAN: BE71 0961 2345 6769\nReference: RF79 1234 5678 9002',
    ),
    until: say('12 décembre 2026', '12 December 2026'),
    rest: '',
  },
});
export default orderTransfer;

const fr = {
  subject: (title: string) => `Virement attendu : ${title}`,
  hello: 'Bonjour,',
  lead: (business: string) =>
    `Votre commande chez ${business} est enregistrée. Elle sera confirmée dès que votre virement sera arrivé.`,
  rest: (rest: string) => `Votre virement est arrivé, mais il ne couvre pas toute la commande : il manque ${rest}.`,
  reference:
    'Recopiez la référence telle quelle dans le champ « communication structurée » : elle seule retrouve votre commande.',
  until: (day: string) => `Sans virement arrivé le ${day}, la commande expire.`,
  button: 'Voir le code QR',
  why: (business: string) => `Vous recevez cet e-mail parce que vous avez commandé chez ${business}.`,
};
const en: typeof fr = {
  subject: (title) => `Transfer awaited: ${title}`,
  hello: 'Hello,',
  lead: (business) => `Your order at ${business} is noted. It will be confirmed as soon as your transfer has come.`,
  rest: (rest) => `Your transfer has come, but it does not cover all of the order: ${rest} is missing.`,
  reference: 'Copy the reference as it is into the field for a structured reference: it alone finds your order.',
  until: (day) => `Without a transfer by ${day}, the order expires.`,
  button: 'See the QR code',
  why: (business) => `You receive this email because you ordered at ${business}.`,
};

export const write: Writing<typeof orderTransfer> = (
  { urlData, business, title, instructions, until, rest },
  locale,
  brand,
) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(title));
  const lead = rest ? t.rest(rest) : t.lead(business);
  const [why, end] = [t.why(business), t.until(until)];
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={lead} why={why}>
        <Paragraph>{t.hello}</Paragraph>
        <Paragraph>{lead}</Paragraph>
        <Quote text={instructions} />
        <Paragraph>{t.reference}</Paragraph>
        <Button brand={brand} link={urlData} label={t.button} locale={locale} />
        <Small>{end}</Small>
      </MailFrame>,
    ),
    text: plain(t.hello, lead, instructions, t.reference, `${t.button}\n${urlData}`, end, why),
  };
};
