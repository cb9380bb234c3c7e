import * as z from 'zod';
import { Button, MailFrame, oneLine, Paragraph, plain, Quote, Small, Subject } from '../../../shared/mails/frame.tsx';
import { mailKind, type Writing, webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

const ended = mailKind('signature-ended', {
  data: {
    senderName: words,
    documentName: words,
    outcome: z.enum(['completed', 'declined', 'cancelled', 'expired', 'failed']),
    /** Each signer, and how far they came: one a line. */
    signers: words,
    /** Who declined. */
    by: words.optional(),
    /** Why, in the words of whoever ended it; lines are kept. */
    reason: words.optional(),
    /** To the sealed document, when there is one. */
    link: webAddress.optional(),
    /** The caller's own reference. */
    reference: words.optional(),
    requestId: words,
  },
  secrets: ['link'],
  sample: {
    senderName: 'Camille Durand',
    documentName: say('Devis n° 2027-014', 'Quote No. 2027-014'),
    outcome: 'completed',
    signers: say('Anne Martin : a signé\nPaul Martin : a signé', 'Anne Martin: has signed\nPaul Martin: has signed'),
    by: 'Paul Martin',
    reason: say('Le prix n’est pas celui convenu.', 'The price is not the one agreed upon.'),
    link: 'https://guichet.example/sealed/exemple',
    reference: 'D-2027-014',
    requestId: 'sig_01k00000000000000000000000',
  },
});
export default ended;

const fr = {
  subject: {
    completed: 'Signé',
    declined: 'Signature refusée',
    cancelled: 'Demande annulée',
    expired: 'Délai de signature passé',
    failed: 'Signataires injoignables',
  },
  about: (what: string, document: string) => `${what}\u00a0: «\u00a0${document}\u00a0»`,
  hello: (name: string) => `Bonjour ${name},`,
  told: {
    completed: 'Tous ont signé votre document. Il est scellé, et son dossier de preuve est prêt.',
    declined: (by: string) =>
      `${by} a refusé de signer votre document. Il ne sera pas scellé, et personne ne peut plus le signer.`,
    cancelled:
      'Votre demande de signature est annulée. Le document ne sera pas scellé, et personne ne peut plus le signer.',
    expired: 'Le délai pour signer votre document est passé sans que tous aient signé. Il ne sera pas scellé.',
    failed:
      'Aucun de ceux qui doivent encore signer n’a pu être joint. Corrigez leur e-mail ou leur téléphone, et l’invitation repart.',
  },
  somebody: 'Un signataire',
  why: 'Motif\u00a0:',
  button: 'Télécharger le document scellé',
  reference: (id: string) => `Référence\u00a0: ${id}`,
  because:
    'Vous recevez cet e-mail parce que vous avez demandé cette signature. Quelles fins vous sont écrites se choisit par PATCH /v1/account/notices.',
};

const en: typeof fr = {
  subject: {
    completed: 'Signed',
    declined: 'Signature declined',
    cancelled: 'Request cancelled',
    expired: 'Time to sign over',
    failed: 'Signers out of reach',
  },
  about: (what, document) => `${what}: “${document}”`,
  hello: (name) => `Hello ${name},`,
  told: {
    completed: 'Everybody has signed your document. It is sealed, and its evidence is ready.',
    declined: (by) => `${by} declined to sign your document. It will not be sealed, and nobody can sign it any more.`,
    cancelled:
      'Your request for signature is cancelled. The document will not be sealed, and nobody can sign it any more.',
    expired: 'The time to sign your document is over, and not everybody has signed. It will not be sealed.',
    failed:
      'Nobody who has yet to sign could be reached. Correct their email or phone, and the invitation leaves again.',
  },
  somebody: 'A signer',
  why: 'Reason:',
  button: 'Download the sealed document',
  reference: (id) => `Reference: ${id}`,
  because:
    'You receive this email because you asked for this signature. Which endings are written to you is chosen with PATCH /v1/account/notices.',
};

export const write: Writing<typeof ended> = (data, locale, brand) => {
  const { senderName, documentName, outcome, signers, by, link, reference, requestId } = data;
  const t = locale === 'fr' ? fr : en;
  const subject = oneLine(t.about(t.subject[outcome], documentName));
  const told = outcome === 'declined' ? t.told.declined(by ?? t.somebody) : t.told[outcome];
  const reason = outcome === 'completed' ? undefined : data.reason;
  const named = t.reference(reference ? `${reference} (${requestId})` : requestId);
  return {
    subject,
    html: String(
      <MailFrame locale={locale} brand={brand} title={subject} preheader={told} why={t.because}>
        <Paragraph>{t.hello(senderName)}</Paragraph>
        <Paragraph>{told}</Paragraph>
        {reason && (
          <>
            <Paragraph>{t.why}</Paragraph>
            <Quote text={reason} />
          </>
        )}
        <Subject brand={brand} name={documentName} about={[signers]} />
        {link && <Button brand={brand} link={link} label={t.button} locale={locale} />}
        <Small>{named}</Small>
      </MailFrame>,
    ),
    text: plain(
      t.hello(senderName),
      told,
      reason && `${t.why}\n${reason.replace(/^/gm, '> ')}`,
      `${documentName}\n${signers.replace(/^/gm, '- ')}`,
      link && `${t.button}\n${link}`,
      named,
      t.because,
    ),
  };
};
