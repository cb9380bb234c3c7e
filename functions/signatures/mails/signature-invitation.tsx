import * as z from 'zod';
import { Button, MailFrame, oneLine, Paragraph, plain, Quote, Small, Subject } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { inDaysAndHours } from '../../../shared/pages/dates.ts';
import { say } from '../../../shared/text.ts';

const invitation = mailKind('signature-invitation', {
  data: {
    signerName: words,
    senderName: words,
    senderCompany: words.optional(),
    documentName: words,
    /** How many the document has: « 3 pages ». */
    pages: words.optional(),
    /** The sender's own words; lines are kept. */
    message: words.optional(),
    link: webAddress,
    /** Until when it can be signed. */
    expiresAt: z.iso.datetime().optional(),
  },
  secrets: ['link'],
  isRewordable: true,
  sample: {
    signerName: 'Anne Martin',
    senderName: 'Camille Durand',
    senderCompany: 'Durand & fils',
    documentName: say('Devis n° 2027-014', 'Quote No. 2027-014'),
    pages: '3 pages',
    message: say(
      'Bonjour,\nvoici le devis dont nous avons parlé. À bientôt !',
      'Hello,\nhere is the quote we talked about. See you soon!',
    ),
    link: 'https://guichet.example/sign/exemple',
    expiresAt: '2027-03-03T13:05:00Z',
  },
});
export default invitation;

const fr = {
  subject: (sender: string, document: string) => `${sender} vous demande de signer «\u00a0${document}\u00a0»`,
  hello: (name: string) => `Bonjour ${name},`,
  ask: (sender: string, document: string) => `${sender} vous demande de lire et de signer «\u00a0${document}\u00a0».`,
  of: (name: string, company: string) => `${name} (${company})`,
  from: (sender: string) => `envoyé par ${sender}`,
  wrote: (sender: string) => `${sender} vous écrit\u00a0:`,
  until: (moment: string) => `À signer avant le ${moment}.`,
  button: 'Lire et signer le document',
  how: 'Cela prend quelques minutes. Gardez votre téléphone à portée de main\u00a0: un code vous y sera envoyé par SMS.',
  personal: 'Ce lien n’est que pour vous\u00a0: ne transférez pas cet e-mail.',
  why: (sender: string) => `Vous ne connaissez pas ${sender}\u00a0? Ignorez cet e-mail\u00a0: rien ne sera signé.`,
};

const en: typeof fr = {
  subject: (sender, document) => `${sender} asks you to sign “${document}”`,
  hello: (name) => `Hello ${name},`,
  ask: (sender, document) => `${sender} asks you to read and sign “${document}”.`,
  of: (name, company) => `${name} (${company})`,
  from: (sender) => `sent by ${sender}`,
  wrote: (sender) => `${sender} writes:`,
  until: (moment) => `To be signed before ${moment}.`,
  button: 'Read and sign the document',
  how: 'It takes a few minutes. Keep your phone at hand: a code will be sent to it by text message.',
  personal: 'This link is for you alone: do not forward this email.',
  why: (sender) => `You do not know ${sender}? Ignore this email: nothing will be signed.`,
};

export const write: Writing<typeof invitation> = (data, locale, brand) => {
  const { signerName, senderName, senderCompany, documentName, pages, message, link, expiresAt } = data;
  const t = locale === 'fr' ? fr : en;
  const sender = senderCompany ? t.of(senderName, senderCompany) : senderName;
  const until = expiresAt && t.until(inDaysAndHours(new Date(expiresAt), locale));
  const subject = oneLine(t.subject(senderCompany ?? senderName, documentName));
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={t.how} why={t.why(sender)}>
        <Paragraph>{t.hello(signerName)}</Paragraph>
        <Paragraph>{t.ask(sender, documentName)}</Paragraph>
        <Subject
          brand={brand}
          name={documentName}
          about={[[pages, t.from(sender)].filter(Boolean).join(', '), until]}
        />
        {message && (
          <>
            <Paragraph>{t.wrote(senderName)}</Paragraph>
            <Quote text={message} />
          </>
        )}
        <Button brand={brand} link={link} label={t.button} locale={locale} />
        <Paragraph>{t.how}</Paragraph>
        <Small>{t.personal}</Small>
      </MailFrame>,
    ),
    text: plain(
      t.hello(signerName),
      t.ask(sender, documentName),
      message && `${t.wrote(senderName)}\n${message.replace(/^/gm, '> ')}`,
      until,
      `${t.button}\n${link}`,
      t.how,
      t.personal,
      t.why(sender),
    ),
  };
};
