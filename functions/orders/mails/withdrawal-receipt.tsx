import * as z from 'zod';
import { MailFrame, oneLine, Paragraph, plain, Quote } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

const withdrawalReceipt = mailKind('withdrawal-receipt', {
  data: {
    ...{ business: words, title: words, at: words, declaration: z.string().max(20_000) },
    outcome: z.enum(['accepted', 'late', 'waived', 'dated-place']),
  },
  secrets: [],
  sample: {
    business: 'Éditions Durand',
    title: say('Le guide de la pose', 'The guide to fitting'),
    at: say('28 novembre 2026, 15 h 04 (UTC)', '28 November 2026, 15:04 (UTC)'),
    declaration: say(
      'Anne Martin renonce au contrat « Le guide de la pose » (RF79 1234 5678 9002).',
      'Anne Martin withdraws from the contract “The guide to fitting” (RF79 1234 5678 9002).',
    ),
    outcome: 'accepted',
  },
});
export default withdrawalReceipt;

const fr = {
  subject: (title: string) => `Reçu de votre rétractation : ${title}`,
  hello: 'Bonjour,',
  lead: (business: string, at: string) => `${business} a reçu votre déclaration de rétractation le ${at}. La voici :`,
  outcome: {
    accepted:
      'Le contrat prend fin. Ce que vous avez payé, livraison ordinaire comprise, vous est rendu au plus tard dans les quatorze jours, par le même moyen. Un bien déjà reçu est à renvoyer dans les quatorze jours ; le remboursement peut attendre son retour ou la preuve de son envoi.',
    late: 'Elle est arrivée après la fin du délai de quatorze jours : la loi n’oblige plus le vendeur, qui décide et vous répondra.',
    waived:
      'Vous aviez demandé à recevoir ce contenu tout de suite et reconnu perdre ainsi ce droit, puis vous l’avez téléchargé : la loi n’oblige plus le vendeur, qui décide et vous répondra.',
    'dated-place':
      'Une place à une date déterminée ne donne pas droit de rétractation : la loi n’oblige pas le vendeur, qui décide et vous répondra.',
  },
  why: 'Gardez cet e-mail : il prouve le contenu, le jour et l’heure de votre déclaration.',
};
const en: typeof fr = {
  subject: (title) => `Receipt of your withdrawal: ${title}`,
  hello: 'Hello,',
  lead: (business, at) => `${business} received your declaration of withdrawal on ${at}. This is it:`,
  outcome: {
    accepted:
      'The contract ends. What you paid, ordinary delivery included, is given back within fourteen days at the latest, by the same means. Goods received are to be sent back within fourteen days; the refund may wait for their return or the proof that they were sent.',
    late: 'It came after the end of the fourteen days: the law no longer binds the seller, who decides and will answer you.',
    waived:
      'You had asked for this content at once and acknowledged that you lose that right by it, then downloaded it: the law no longer binds the seller, who decides and will answer you.',
    'dated-place':
      'A place on a set date gives no right of withdrawal: the law does not bind the seller, who decides and will answer you.',
  },
  why: 'Keep this email: it proves the content, day and time of your declaration.',
};

export const write: Writing<typeof withdrawalReceipt> = (
  { business, title, at, declaration, outcome },
  locale,
  brand,
) => {
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(title));
  const [lead, result] = [t.lead(business, at), t.outcome[outcome]];
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={lead} why={t.why}>
        <Paragraph>{t.hello}</Paragraph>
        <Paragraph>{lead}</Paragraph>
        <Quote text={declaration} />
        <Paragraph>{result}</Paragraph>
      </MailFrame>,
    ),
    text: plain(t.hello, lead, declaration, result, t.why),
  };
};
