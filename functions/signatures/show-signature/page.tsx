import type { Brand } from '../../../shared/brand/brand.ts';
import { inDaysAndHours, listed } from '../../../shared/pages/dates.ts';
import { Layout } from '../../../shared/pages/layout.tsx';
import { SealIcon } from '../../../shared/pages/seal-icon.tsx';
import type { Locale } from '../../../shared/text.ts';
import { IN_STATE, type RequestStatus, requestStates, type SealedOutlook } from '../request-states.ts';

export interface SignedPageProps {
  locale: Locale;
  documentName: string;
  brand: Brand;
  /** The state of the request. */
  status: RequestStatus;
  /** When this signer signed. */
  signedAt: Date;
  requestId: string;
  /** The names of those who have not signed yet. */
  waitingFor?: readonly string[] | undefined;
}

const fr = {
  title: 'Document signé',
  done: (at: string) => `Vous avez signé ce document le ${at}.`,
  next: 'Et maintenant\u00a0?',
  sealed: 'Le document est scellé\u00a0: toute modification s’y verrait. Vous recevez un e-mail pour le télécharger.',
  sealing: 'Nous scellons le document. Vous recevrez dans quelques instants un e-mail pour le télécharger.',
  waiting: (names: string) =>
    `Il manque encore la signature de ${names}. Vous recevrez ensuite un e-mail pour télécharger le document scellé.`,
  ended: (state: string) => `La demande de signature est close (${state})\u00a0: il n’y aura pas de document scellé.`,
  close: 'Vous n’avez rien d’autre à faire et pouvez fermer cette page.',
  reference: 'Référence\u00a0: ',
};

const en: typeof fr = {
  title: 'Document signed',
  done: (at) => `You signed this document on ${at}.`,
  next: 'What happens next?',
  sealed: 'The document is sealed: any change to it would show. You are receiving an email to download it.',
  sealing: 'We are sealing the document. In a few moments you will receive an email to download it.',
  waiting: (names) =>
    `The signature of ${names} is still missing. You will then receive an email to download the sealed document.`,
  ended: (state) => `The request for signature is closed (${state}): there will be no sealed document.`,
  close: 'There is nothing else to do; you may close this page.',
  reference: 'Reference: ',
};

/** What has been done, and what will follow. */
export const SignedPage = (props: SignedPageProps) => {
  const { locale, waitingFor = [] } = props;
  const t = locale === 'fr' ? fr : en;
  const outcome: Record<SealedOutlook, string> = {
    awaited: t.waiting(listed(waitingFor, locale)),
    coming: t.sealing,
    there: t.sealed,
    never: t.ended(requestStates.words[props.status][locale]),
  };
  return (
    <Layout title={t.title} locale={locale} brand={props.brand}>
      <div class="card">
        <SealIcon />
        <h1>{t.title}</h1>
        <p>
          <strong>{props.documentName}</strong>
        </p>
        <p>{t.done(inDaysAndHours(props.signedAt, locale))}</p>
        <h2>{t.next}</h2>
        <p>{outcome[IN_STATE[props.status].sealed]}</p>
        <p>{t.close}</p>
        <p class="soft">
          {t.reference}
          <code>{props.requestId}</code>
        </p>
      </div>
    </Layout>
  );
};
