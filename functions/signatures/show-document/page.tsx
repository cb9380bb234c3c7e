import { inDaysAndHours, listed } from '../../../shared/pages/dates.ts';
import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';
import { BesideSection, type BesideSectionProps } from './beside-section.tsx';

export interface SigningPageProps {
  locale: Locale;
  senderName: string;
  signerName: string;
  documentName: string;
  pageCount: number;
  /** What the document holds beside its pages, if anything. */
  beside?: Omit<BesideSectionProps, 'locale'> | undefined;
  /** A GET that ends at the PDF's bytes, from this site or from the documents' origin. */
  documentUrl: string;
  /** Where the form of the button « Signer » is posted. */
  codeAction: string;
  /** Where the script reports what was shown: form fields `pagesViewed` (how many) and `timeZone` (IANA name). */
  openedAction: string;
  /** The page on which to decline. */
  refusalPage: string;
  /** What the sender wrote; lines are kept. */
  message?: string | undefined;
  /** The button was pressed before the document had been served: says what to do first. */
  unopened?: boolean | undefined;
  /** Until when it can be signed. */
  expiresAt?: Date | undefined;
  otherSigners?: readonly { name: string; signed: boolean }[] | undefined;
}

const fr = {
  title: (name: string) => `Signer «\u00a0${name}\u00a0»`,
  ask: (sender: string) => `${sender} vous demande de signer ce document`,
  hello: (name: string) => `Bonjour ${name}, lisez le document, puis signez-le avec le bouton «\u00a0Signer\u00a0».`,
  messageFrom: (sender: string) => `Message de ${sender}`,
  others: (count: number): string => (count === 1 ? 'Signe aussi\u00a0: ' : 'Signent aussi\u00a0: '),
  signed: (name: string) => `${name} (a signé)`,
  pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
  open: 'Ouvrir le document (PDF)',
  sign: 'Signer',
  decline: 'Refuser de signer',
  until: (moment: string) => `À signer avant le ${moment}.`,
  afterwards: 'Vous recevrez un code par SMS, pour confirmer que c’est bien vous.',
  unopened:
    'Ouvrez d’abord le document\u00a0: attendez qu’il s’affiche plus bas, ou touchez «\u00a0Ouvrir le document (PDF)\u00a0» puis revenez sur cette page. Appuyez ensuite sur «\u00a0Signer\u00a0». Si ce message revient, autorisez les cookies de ce site.',
  loading: 'Le document s’affiche…',
  failed: 'Le document n’a pas pu être affiché ici. Ouvrez-le avec le lien «\u00a0Ouvrir le document (PDF)\u00a0».',
  pageLabel: 'Page {page} sur {pages}',
  noText: 'Cette page ne contient pas de texte lisible\u00a0: c’est une image.',
};

const en: typeof fr = {
  title: (name) => `Sign “${name}”`,
  ask: (sender) => `${sender} asks you to sign this document`,
  hello: (name) => `Hello ${name}, read the document, then sign it with the “Sign” button.`,
  messageFrom: (sender) => `Message from ${sender}`,
  others: () => 'Also signing: ',
  signed: (name) => `${name} (has signed)`,
  pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
  open: 'Open the document (PDF)',
  sign: 'Sign',
  decline: 'Decline to sign',
  until: (moment) => `To be signed before ${moment}.`,
  afterwards: 'You will receive a code by text message, to confirm that it is you.',
  unopened:
    'Open the document first: wait until it is displayed below, or tap “Open the document (PDF)” and come back to this page. Then press “Sign”. If this message returns, allow the cookies of this site.',
  loading: 'The document is being displayed…',
  failed: 'The document could not be displayed here. Open it with the link “Open the document (PDF)”.',
  pageLabel: 'Page {page} of {pages}',
  noText: 'This page holds no readable text: it is an image.',
};

/** The document as it will be signed, who asks for it, and one button. */
export const SigningPage = (props: SigningPageProps) => {
  const { locale, senderName, signerName, documentName, pageCount, documentUrl, message, otherSigners = [] } = props;
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title(documentName)} locale={locale} brand={senderName} scripts={['sign.js']} wide>
      <div class="signing">
        <div class="ask">
          <h1>{t.ask(senderName)}</h1>
          <p class="lead">{t.hello(signerName)}</p>
          {props.expiresAt && <p>{t.until(inDaysAndHours(props.expiresAt, locale))}</p>}
          {props.unopened && (
            <p class="alert" role="alert">
              {t.unopened}
            </p>
          )}
          {message && (
            <section aria-label={t.messageFrom(senderName)}>
              <p class="soft">{t.messageFrom(senderName)}</p>
              <blockquote class="message">{message}</blockquote>
            </section>
          )}
          {otherSigners.length > 0 && (
            <p class="soft">
              {t.others(otherSigners.length)}
              {listed(
                otherSigners.map(({ name, signed }) => (signed ? t.signed(name) : name)),
                locale,
              )}
            </p>
          )}
        </div>
        <section class="document" aria-labelledby="document-name">
          <div class="document-head">
            <h2 id="document-name">{documentName}</h2>
            <p>
              <span class="soft">{t.pages(pageCount)}</span> · <a href={documentUrl}>{t.open}</a>
            </p>
          </div>
          {props.beside && <BesideSection locale={locale} {...props.beside} />}
          <div
            class="viewer"
            data-document-url={documentUrl}
            data-opened-action={props.openedAction}
            data-loading={t.loading}
            data-failed={t.failed}
            data-page-label={t.pageLabel}
            data-no-text={t.noText}
          >
            <p role="status" />
          </div>
        </section>
        <form class="sign-bar" method="post" action={props.codeAction}>
          <p>{t.afterwards}</p>
          <button class="button" type="submit">
            {t.sign}
          </button>
          <a class="decline" href={props.refusalPage}>
            {t.decline}
          </a>
        </form>
      </div>
    </Layout>
  );
};
