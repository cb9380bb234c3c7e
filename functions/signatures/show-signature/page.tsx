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
  /** This page. */
  here: string;
  /** Where the sealed document is downloaded, once it exists. */
  download?: string | undefined;
  /** The names of those who have not signed yet. */
  waitingFor?: readonly string[] | undefined;
}

const fr = {
  title: 'Document signé',
  done: (at: string) => `Vous avez signé ce document le ${at}.`,
  next: 'Et maintenant\u00a0?',
  sealed: 'Le document est scellé\u00a0: toute modification s’y verrait. Gardez-le\u00a0: c’est l’original.',
  download: 'Télécharger le document scellé',
  mailed: 'Un e-mail vous en donne aussi le lien.',
  sealing:
    'Nous scellons le document. Dès qu’il est prêt, il se télécharge ici, et un e-mail vous en donne aussi le lien.',
  look: 'Voir s’il est prêt',
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
  sealed: 'The document is sealed: any change to it would show. Keep it: it is the original.',
  download: 'Download the sealed document',
  mailed: 'An email gives you the link to it too.',
  sealing:
    'We are sealing the document. As soon as it is ready you can download it here, and an email gives you the link too.',
  look: 'See whether it is ready',
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
    there: t.sealing,
    never: t.ended(requestStates.words[props.status][locale]),
  };
  const { sealed } = IN_STATE[props.status];
  const isComing = !props.download && (sealed === 'coming' || sealed === 'there');
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
        <div id="outcome" role="status" data-until-there={isComing ? '' : undefined}>
          <p>{props.download ? t.sealed : outcome[sealed]}</p>
          {props.download && (
            <p>
              <a class="button" href={props.download}>
                {t.download}
              </a>
            </p>
          )}
          {isComing && (
            <p>
              <a class="button quiet" href={props.here}>
                {t.look}
              </a>
            </p>
          )}
        </div>
        <p>
          {props.download && `${t.mailed} `}
          {t.close}
        </p>
        <p class="soft">
          {t.reference}
          <code>{props.requestId}</code>
        </p>
      </div>
    </Layout>
  );
};
