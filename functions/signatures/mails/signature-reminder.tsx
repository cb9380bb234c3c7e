import * as z from 'zod';
import { Button, MailFrame, oneLine, Paragraph, plain, Small, Subject } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { inDaysAndHours } from '../../../shared/pages/dates.ts';
import { say } from '../../../shared/text.ts';

const reminder = mailKind('signature-reminder', {
  data: {
    signerName: words,
    senderName: words,
    documentName: words,
    /** How many the document has: « 3 pages ». */
    pages: words.optional(),
    link: webAddress,
    /** Until when it can be signed. */
    expiresAt: z.iso.datetime().optional(),
  },
  secrets: ['link'],
  isRewordable: true,
  sample: {
    signerName: 'Anne Martin',
    senderName: 'Durand & fils',
    documentName: say('Devis n° 2027-014', 'Quote No. 2027-014'),
    pages: '3 pages',
    link: 'https://guichet.example/sign/exemple',
    expiresAt: '2027-03-03T13:05:00Z',
  },
});
export default reminder;

const fr = {
  subject: (sender: string, document: string) =>
    `Rappel\u00a0: ${sender} attend votre signature de «\u00a0${document}\u00a0»`,
  hello: (name: string) => `Bonjour ${name},`,
  ask: (sender: string, document: string) => `${sender} attend que vous lisiez et signiez «\u00a0${document}\u00a0».`,
  until: (moment: string) => `À signer avant le ${moment}.`,
  button: 'Lire et signer le document',
  decline: 'Vous ne voulez pas signer\u00a0? Dites-le sur la page du document\u00a0: vous ne recevrez plus de rappel.',
  personal: 'Ce lien n’est que pour vous\u00a0: ne transférez pas cet e-mail.',
  why: (sender: string) => `Vous ne connaissez pas ${sender}\u00a0? Ignorez cet e-mail\u00a0: rien ne sera signé.`,
};

const en: typeof fr = {
  subject: (sender, document) => `Reminder: ${sender} awaits your signature of “${document}”`,
  hello: (name) => `Hello ${name},`,
  ask: (sender, document) => `${sender} is waiting for you to read and sign “${document}”.`,
  until: (moment) => `To be signed before ${moment}.`,
  button: 'Read and sign the document',
  decline: 'You do not want to sign? Say so on the page of the document: no more reminders will come.',
  personal: 'This link is for you alone: do not forward this email.',
  why: (sender) => `You do not know ${sender}? Ignore this email: nothing will be signed.`,
};

export const write: Writing<typeof reminder> = (data, locale, brand) => {
  const { signerName, senderName, documentName, pages, link, expiresAt } = data;
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject(senderName, documentName));
  const ask = t.ask(senderName, documentName);
  const until = expiresAt && t.until(inDaysAndHours(new Date(expiresAt), locale));
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={ask} why={t.why(senderName)}>
        <Paragraph>{t.hello(signerName)}</Paragraph>
        <Paragraph>{ask}</Paragraph>
        <Subject brand={brand} name={documentName} about={[pages, until]} />
        <Button brand={brand} link={link} label={t.button} locale={locale} />
        <Paragraph>{t.decline}</Paragraph>
        <Small>{t.personal}</Small>
      </MailFrame>,
    ),
    text: plain(t.hello(signerName), ask, until, `${t.button}\n${link}`, t.decline, t.personal, t.why(senderName)),
  };
};
