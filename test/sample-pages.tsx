import { ActivatedPage } from '../functions/accounts/activate-account/page.tsx';
import { ActivationPage } from '../functions/accounts/show-activation/page.tsx';
import { ApiDocsPage } from '../functions/platform/show-api-docs/page.tsx';
import { HomePage } from '../functions/platform/show-home/page.tsx';
import { CodePage, type CodePageProps } from '../functions/signatures/code-form.tsx';
import { SigningPage } from '../functions/signatures/show-document/page.tsx';
import { SignedPage } from '../functions/signatures/show-signature/page.tsx';
import { ProblemPage } from '../shared/pages/problem-page.tsx';
import type { Locale } from '../shared/text.ts';

const DOCUMENT = 'Devis 2027-0142 — Rénovation de la cuisine.pdf';
const SENDER = 'Durand & fils';
const REQUEST = 'sig_01k0c3t8m5x9v2b7n4q6r8s1ab';
const at = new Date('2027-03-03T13:05:00Z');

const code = (locale: Locale): CodePageProps => ({
  locale,
  senderName: SENDER,
  maskedPhone: '+33 6 •• •• •• 12',
  documentName: DOCUMENT,
  documentPage: '/sign',
  consentText:
    'J’ai lu le document « Devis 2027-0142 » et j’en accepte les termes.\nJe signe par voie électronique ; ma signature m’engage comme une signature manuscrite.',
  consentVersion: '2027-01',
  signAction: '/post/sign',
  resendAction: '/post/resend',
  attemptsLeft: 5,
  expiresAt: at,
});

const besideSample = {
  layers: [
    { id: '6R', name: 'Murs', shown: true },
    { id: '7R', name: 'Réserve', shown: false },
  ],
  attachments: [
    { name: 'factur-x.xml', size: 15_658, sha256: '0'.repeat(64) },
    { name: 'Conditions générales de vente et de réparation.pdf', size: 214, sha256: '1'.repeat(64) },
  ],
  texts: [
    { kind: 'comment' as const, label: 'Zoé Lefèvre', text: 'La hotte est à remplacer.\nVoir le devis.' },
    { kind: 'field' as const, label: 'Prix', text: '1 000 €' },
  ],
};

const signed = { documentName: DOCUMENT, senderName: SENDER, signedAt: at, requestId: REQUEST };

/** Every page that a person may see, in the states that look different: path -> page. */
export const samplePages = (locale: Locale) => ({
  '/sign': (
    <SigningPage
      locale={locale}
      senderName={SENDER}
      signerName="Anne Martin"
      documentName={DOCUMENT}
      pageCount={3}
      documentUrl="/document.pdf"
      codeAction="/post/code"
      openedAction="/post/opened"
      message={'Bonjour Anne,\nvoici le devis convenu <hier>. Dites-moi si une ligne vous gêne.'}
      otherSigners={[
        { name: 'Paul Martin', signed: true },
        { name: 'Zoé Lefèvre', signed: false },
      ]}
    />
  ),
  '/sign-unopened': (
    <SigningPage
      locale={locale}
      senderName={SENDER}
      signerName="Anne Martin"
      documentName={DOCUMENT}
      pageCount={3}
      documentUrl="/document.pdf"
      codeAction="/post/code"
      openedAction="/post/opened"
      unopened
    />
  ),
  '/sign-layers': (
    <SigningPage
      locale={locale}
      senderName={SENDER}
      signerName="Anne Martin"
      documentName="Plan de la cuisine.pdf"
      pageCount={1}
      beside={{ beside: besideSample, attachmentUrl: (number) => `/attachments/${number}` }}
      documentUrl="/layers.pdf"
      codeAction="/post/code"
      openedAction="/post/opened"
    />
  ),
  '/sign-unreadable': (
    <SigningPage
      locale={locale}
      senderName={SENDER}
      signerName="Anne Martin"
      documentName={DOCUMENT}
      pageCount={1}
      documentUrl="/missing.pdf"
      codeAction="/post/code"
      openedAction="/post/opened"
    />
  ),
  '/sign-scan': (
    <SigningPage
      locale={locale}
      senderName={SENDER}
      signerName="Anne Martin"
      documentName={DOCUMENT}
      pageCount={1}
      documentUrl="/scan.pdf"
      codeAction="/post/code"
      openedAction="/post/opened"
    />
  ),
  '/code': <CodePage {...code(locale)} resentAt={new Date('2027-03-03T12:55:00Z')} />,
  '/code-wrong': <CodePage {...code(locale)} error="Ce code n’est pas le bon." attemptsLeft={1} />,
  '/code-dead': <CodePage {...code(locale)} error="Trop d’essais : ce code ne sert plus." attemptsLeft={0} />,
  '/signed': <SignedPage {...signed} locale={locale} status="completed" />,
  '/signed-waiting': (
    <SignedPage {...signed} locale={locale} status="opened" waitingFor={['Paul Martin', 'Zoé Lefèvre']} />
  ),
  '/activation': <ActivationPage locale={locale} email="camille@durand.example" action="/post/activate" />,
  '/activated': (
    <ActivatedPage
      locale={locale}
      accountId="acc_01k0c3t8m5x9v2b7n4q6r8s1ab"
      apiKey="gk_01k0c3t8m5x9v2b7_Zm9yIHRoZSBwYWdlcyB0ZXN0IG9ubHksIG5vdCBhIGtleQ"
      apiUrl="https://api.guichet.example"
    />
  ),
  '/': <HomePage locale={locale} apiUrl="http://127.0.0.1:4000" inboxUrl="http://127.0.0.1:4001" />,
  '/problem': (
    <ProblemPage
      locale={locale}
      title={locale === 'fr' ? 'Ce lien n’est plus valable' : 'This link is no longer valid'}
      detail={locale === 'fr' ? 'Demandez-en un nouveau à l’expéditeur.' : 'Ask the sender for a new one.'}
      requestId="req_01k0c3t8m5"
      status={404}
    />
  ),
  '/docs': <ApiDocsPage locale={locale} />,
});
