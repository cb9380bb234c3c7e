import * as z from 'zod';
import { MailFrame, oneLine, Paragraph, plain, Quote } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

const closed = mailKind('signature-closed', {
  data: {
    signerName: words,
    senderName: words,
    documentName: words,
    /** What ended the request. */
    outcome: z.enum(['cancelled', 'declined', 'expired']),
    /** Who declined. */
    by: words.optional(),
    /** Why, in their own words; lines are kept. */
    reason: words.optional(),
  },
  secrets: [],
  sample: {
    signerName: 'Anne Martin',
    senderName: 'Durand & fils',
    documentName: say('Devis n° 2027-014', 'Quote No. 2027-014'),
    outcome: 'declined',
    by: 'Paul Martin',
    reason: say('Le prix n’est pas celui convenu.', 'The price is not the one agreed upon.'),
  },
});
export default closed;

const fr = {
  subject: {
    cancelled: (document: string) => `Signature annulée\u00a0: «\u00a0${document}\u00a0»`,
    declined: (document: string) => `Signature refusée\u00a0: «\u00a0${document}\u00a0»`,
    expired: (document: string) => `Signature expirée\u00a0: «\u00a0${document}\u00a0»`,
  },
  hello: (name: string) => `Bonjour ${name},`,
  told: {
    cancelled: (document: string, sender: string) =>
      `${sender} a annulé sa demande de signature de «\u00a0${document}\u00a0».`,
    declined: (document: string, _: string, by: string) => `${by} a refusé de signer «\u00a0${document}\u00a0».`,
    expired: (document: string, sender: string) =>
      `Le délai que ${sender} avait fixé pour signer «\u00a0${document}\u00a0» est passé.`,
  },
  somebody: 'Un autre signataire',
  why: 'Motif\u00a0:',
  follows: 'Le document ne peut plus être signé et ne sera pas scellé. Vous n’avez rien à faire.',
  because: (sender: string) => `Vous recevez cet e-mail parce que ${sender} vous avait demandé une signature.`,
};

const en: typeof fr = {
  subject: {
    cancelled: (document) => `Signature cancelled: “${document}”`,
    declined: (document) => `Signature declined: “${document}”`,
    expired: (document) => `Signature expired: “${document}”`,
  },
  hello: (name) => `Hello ${name},`,
  told: {
    cancelled: (document, sender) => `${sender} cancelled the request to sign “${document}”.`,
    declined: (document, _, by) => `${by} declined to sign “${document}”.`,
    expired: (document, sender) => `The time that ${sender} had set to sign “${document}” is over.`,
  },
  somebody: 'Another signer',
  why: 'Reason:',
  follows: 'The document can no longer be signed and will not be sealed. There is nothing for you to do.',
  because: (sender) => `You receive this email because ${sender} had asked you for a signature.`,
};

export const write: Writing<typeof closed> = (data, locale, brand) => {
  const { signerName, senderName, documentName, outcome, by, reason } = data;
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.subject[outcome](documentName));
  const told = t.told[outcome](documentName, senderName, by ?? t.somebody);
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={told} why={t.because(senderName)}>
        <Paragraph>{t.hello(signerName)}</Paragraph>
        <Paragraph>{told}</Paragraph>
        {reason && (
          <>
            <Paragraph>{t.why}</Paragraph>
            <Quote text={reason} />
          </>
        )}
        <Paragraph>{t.follows}</Paragraph>
      </MailFrame>,
    ),
    text: plain(
      t.hello(signerName),
      told,
      reason && `${t.why}\n${reason.replace(/^/gm, '> ')}`,
      t.follows,
      t.because(senderName),
    ),
  };
};
