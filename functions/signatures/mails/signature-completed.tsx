import * as z from 'zod';
import { Button, MailFrame, oneLine, Paragraph, plain, Subject } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { inDays } from '../../../shared/pages/dates.ts';
import { say } from '../../../shared/text.ts';

const completed = mailKind('signature-completed', {
  data: {
    signerName: words,
    senderName: words,
    documentName: words,
    link: webAddress,
    requestId: words,
    /** When the link stops working. */
    expiresAt: z.iso.datetime().optional(),
  },
  secrets: ['link'],
  isRewordable: true,
  sample: {
    signerName: 'Anne Martin',
    senderName: 'Camille Durand',
    documentName: say('Devis n° 2027-014', 'Quote No. 2027-014'),
    link: 'https://guichet.example/sealed/exemple',
    requestId: 'sig_01k00000000000000000000000',
    expiresAt: '2027-03-03T13:05:00Z',
  },
});
export default completed;

const fr = {
  subject: (document: string) => `Document signé\u00a0: «\u00a0${document}\u00a0»`,
  hello: (name: string) => `Bonjour ${name},`,
  done: (document: string, sender: string) =>
    `Le document «\u00a0${document}\u00a0», que ${sender} vous a envoyé, est signé et scellé. Toute modification s’y verrait.`,
  button: 'Télécharger le document scellé',
  keep: 'Gardez-le\u00a0: c’est l’original. Un fichier PDF se vérifie, une copie imprimée non.',
  until: (day: string) => `Ce lien est valable jusqu’au ${day}.`,
  reference: (id: string) => `Référence de la signature\u00a0: ${id}`,
  why: (sender: string) =>
    `Vous recevez cet e-mail parce que vous avez pris part à une signature demandée par ${sender}.`,
};

const en: typeof fr = {
  subject: (document) => `Document signed: “${document}”`,
  hello: (name) => `Hello ${name},`,
  done: (document, sender) =>
    `The document “${document}”, which ${sender} sent you, is signed and sealed. Any change to it would show.`,
  button: 'Download the sealed document',
  keep: 'Keep it: it is the original. A PDF file can be verified, a printed copy cannot.',
  until: (day) => `This link is valid until ${day}.`,
  reference: (id) => `Signature reference: ${id}`,
  why: (sender) => `You receive this email because you took part in a signature requested by ${sender}.`,
};

export const write: Writing<typeof completed> = (data, locale, brand) => {
  const { signerName, senderName, documentName, link, requestId, expiresAt } = data;
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(documentName));
  const until = expiresAt && t.until(inDays(new Date(expiresAt), locale));
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={t.keep} why={t.why(senderName)}>
        <Paragraph>{t.hello(signerName)}</Paragraph>
        <Paragraph>{t.done(documentName, senderName)}</Paragraph>
        <Subject brand={brand} name={documentName} about={[t.reference(requestId)]} />
        <Button brand={brand} link={link} label={t.button} locale={locale} />
        <Paragraph>
          {t.keep} {until}
        </Paragraph>
      </MailFrame>,
    ),
    text: plain(
      t.hello(signerName),
      t.done(documentName, senderName),
      `${t.button}\n${link}`,
      t.keep,
      until,
      t.reference(requestId),
      t.why(senderName),
    ),
  };
};
