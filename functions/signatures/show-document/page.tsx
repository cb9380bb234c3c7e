import type { Brand } from '../../../shared/brand/brand.ts';
import { listed } from '../../../shared/pages/dates.ts';
import { DocumentCard } from '../../../shared/pages/document-card.tsx';
import { Layout } from '../../../shared/pages/layout.tsx';
import { WhomToAsk } from '../../../shared/pages/whom-to-ask.tsx';
import type { Locale } from '../../../shared/text.ts';
import { BesideSection, type BesideSectionProps } from './beside-section.tsx';
import { Viewer } from './viewer.tsx';

export interface SigningPageProps {
  locale: Locale;
  /** Whose request it is, and who wrote it. */
  brand: Brand;
  sender: { name: string; email: string };
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
  hello: (name: string) => `Bonjour ${name}, lisez-le, puis signez-le avec le bouton «\u00a0Signer\u00a0».`,
  messageFrom: (sender: string) => `Message de ${sender}`,
  others: (count: number): string => (count === 1 ? 'Signe aussi\u00a0: ' : 'Signent aussi\u00a0: '),
  signed: (name: string) => `${name} (a signé)`,
  sign: 'Signer',
  decline: 'Refuser de signer',
  afterwards: 'Un code par SMS confirmera que c’est bien vous.',
  unopened:
    'Ouvrez d’abord le document\u00a0: attendez qu’il s’affiche, ou touchez «\u00a0Ouvrir le PDF\u00a0» puis revenez sur cette page. Appuyez ensuite sur «\u00a0Signer\u00a0». Si ce message revient, autorisez les cookies de ce site.',
};

const en: typeof fr = {
  title: (name) => `Sign “${name}”`,
  ask: (sender) => `${sender} asks you to sign this document`,
  hello: (name) => `Hello ${name}, read it, then sign it with the “Sign” button.`,
  messageFrom: (sender) => `Message from ${sender}`,
  others: () => 'Also signing: ',
  signed: (name) => `${name} (has signed)`,
  sign: 'Sign',
  decline: 'Decline to sign',
  afterwards: 'A code by text message will confirm that it is you.',
  unopened:
    'Open the document first: wait until it is displayed, or tap “Open the PDF” and come back to this page. Then press “Sign”. If this message returns, allow the cookies of this site.',
};

/** Characters that are read at a glance: a longer message is unfolded by whoever wants to. */
const AT_A_GLANCE = 280;

/** The document as it will be signed, who asks for it, and one button. */
export const SigningPage = (props: SigningPageProps) => {
  const { locale, brand, sender, documentName, message, otherSigners = [] } = props;
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title(documentName)} locale={locale} brand={brand} scripts={['sign.js']} wide>
      <div class="signing">
        <div class="ask">
          <h1>{t.ask(brand.name)}</h1>
          <DocumentCard
            locale={locale}
            name={documentName}
            pages={props.pageCount}
            sender={sender.name}
            deadline={props.expiresAt}
          />
          <p>{t.hello(props.signerName)}</p>
          {props.unopened && (
            <p class="alert" role="alert">
              {t.unopened}
            </p>
          )}
          {message && (
            <details class="message" open={message.length <= AT_A_GLANCE}>
              <summary>{t.messageFrom(sender.name)}</summary>
              <blockquote>{message}</blockquote>
            </details>
          )}
        </div>
        <section class="document" aria-label={documentName}>
          {props.beside && <BesideSection locale={locale} {...props.beside} />}
          <Viewer locale={locale} documentUrl={props.documentUrl} openedAction={props.openedAction} />
        </section>
        <div class="side">
          <form class="sign-bar" method="post" action={props.codeAction}>
            <p>{t.afterwards}</p>
            <button class="button" type="submit">
              {t.sign}
            </button>
            <a class="decline" href={props.refusalPage}>
              {t.decline}
            </a>
          </form>
          <div class="about">
            {otherSigners.length > 0 && (
              <p class="soft">
                {t.others(otherSigners.length)}
                {listed(
                  otherSigners.map(({ name, signed }) => (signed ? t.signed(name) : name)),
                  locale,
                )}
              </p>
            )}
            <WhomToAsk locale={locale} brand={brand} person={sender} />
          </div>
        </div>
      </div>
    </Layout>
  );
};
