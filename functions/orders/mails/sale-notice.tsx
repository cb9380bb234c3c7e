import * as z from 'zod';
import { MailFrame, oneLine, Paragraph, plain, Quote } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

const saleNotice = mailKind('sale-notice', {
  data: { title: words, buyer: words, recap: z.string().max(20_000), orderId: words },
  secrets: [],
  sample: {
    title: say('Le guide de la pose', 'The guide to fitting'),
    buyer: 'Anne Martin <anne.martin@client.example>',
    recap: say('Le guide de la pose × 1\nTotal TTC : 19,90 €', 'The guide to fitting × 1\nTotal, VAT included: €19.90'),
    orderId: 'ord_01kb3qcf6t9v2x5m8p0e3hjwra',
  },
});
export default saleNotice;

const fr = {
  subject: (title: string) => `Nouvelle vente : ${title}`,
  lead: (buyer: string) => `${buyer} vient d’obtenir :`,
  id: (id: string) => `Commande ${id}.`,
  why: 'Vous recevez cet e-mail parce que cette adresse est avertie des ventes de cette action.',
};
const en: typeof fr = {
  subject: (title) => `New sale: ${title}`,
  lead: (buyer) => `${buyer} has just obtained:`,
  id: (id) => `Order ${id}.`,
  why: 'You receive this email because this address is told of the sales of this action.',
};

export const write: Writing<typeof saleNotice> = ({ title, buyer, recap, orderId }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(title));
  const [lead, id] = [t.lead(buyer), t.id(orderId)];
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={lead} why={t.why}>
        <Paragraph>{lead}</Paragraph>
        <Quote text={recap} />
        <Paragraph>{id}</Paragraph>
      </MailFrame>,
    ),
    text: plain(lead, recap, id, t.why),
  };
};
