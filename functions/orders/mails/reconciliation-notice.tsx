import * as z from 'zod';
import { MailFrame, oneLine, Paragraph, plain, Quote } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

const reconciliationNotice = mailKind('reconciliation-notice', {
  data: { count: words, findings: z.string().max(20_000) },
  secrets: [],
  sample: {
    count: '2',
    findings: say(
      'ord_01kb3qcf6t9v2x5m8p0e3hjwra · 19,90 €\nCette commande est payée et ne peut être servie. Servez-la tout de même, ou remboursez-la.\nPOST /v1/orders/ord_01kb3qcf6t9v2x5m8p0e3hjwra/refund\n\nbsl_01kb3qcf6t9v2x5m8p0e3hjwrb · 7,00 €\nCe virement est arrivé et ne dit pas quelle commande il paie. Attribuez-le, ou écartez-le.\nPOST /v1/bank-statement-lines/bsl_01kb3qcf6t9v2x5m8p0e3hjwrb/assign',
      'ord_01kb3qcf6t9v2x5m8p0e3hjwra · €19.90\nThis order is paid and cannot be carried out. Carry it out all the same, or refund it.\nPOST /v1/orders/ord_01kb3qcf6t9v2x5m8p0e3hjwra/refund\n\nbsl_01kb3qcf6t9v2x5m8p0e3hjwrb · €7.00\nThis transfer came in and does not tell which order it pays. Assign or discard it.\nPOST /v1/bank-statement-lines/bsl_01kb3qcf6t9v2x5m8p0e3hjwrb/assign',
    ),
  },
});
export default reconciliationNotice;

const fr = {
  subject: (count: number) => (count === 1 ? 'Une vente à regarder' : `${count} ventes à regarder`),
  lead: 'Chaque jour, nous comparons vos commandes avec Stripe et avec vos relevés. Ceci attend une décision de vous :',
  rest: 'La liste entière : GET /v1/reconciliation.',
  why: 'Vous recevez cet e-mail parce que vous vendez avec Guichet. Il n’est pas renvoyé pour ce qu’il vous a déjà dit.',
};
const en: typeof fr = {
  subject: (count) => (count === 1 ? 'A sale to look at' : `${count} sales to look at`),
  lead: 'Each day we compare your orders with Stripe and with your statements. This awaits a decision of yours:',
  rest: 'The whole list: GET /v1/reconciliation.',
  why: 'You receive this email because you sell with Guichet. It is not sent again for what it has told you.',
};

export const write: Writing<typeof reconciliationNotice> = ({ count, findings }, locale, brand) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(Number(count)));
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={t.lead} why={t.why}>
        <Paragraph>{t.lead}</Paragraph>
        <Quote text={findings} />
        <Paragraph>{t.rest}</Paragraph>
      </MailFrame>,
    ),
    text: plain(t.lead, findings, t.rest, t.why),
  };
};
