import type { Brand } from '../../../shared/brand/brand.ts';
import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';

export interface RefusalPageProps {
  locale: Locale;
  brand: Brand;
  documentName: string;
  /** Where the field `reason` is posted. */
  declineAction: string;
  /** The page that shows the document. */
  documentPage: string;
  /** It is done. */
  declined?: boolean;
}

const fr = {
  title: 'Refuser de signer',
  what: 'Vous refusez de signer\u00a0: ',
  follows: (sender: string) =>
    `${sender} et les autres signataires l’apprendront. La demande sera close\u00a0: pour signer plus tard, il en faudra une nouvelle.`,
  reason: 'Pourquoi\u00a0? (facultatif)',
  hint: (sender: string) => `${sender} et les autres signataires liront ce que vous écrivez ici.`,
  decline: 'Refuser de signer',
  back: 'Revenir au document',
  doneTitle: 'Vous avez refusé de signer',
  done: (sender: string) => `La demande de signature est close, et ${sender} le voit.`,
  close: 'Vous n’avez rien d’autre à faire et pouvez fermer cette page.',
};

const en: typeof fr = {
  title: 'Decline to sign',
  what: 'You decline to sign: ',
  follows: (sender) =>
    `${sender} and the other signers will be told. The request will be closed: to sign later, a new one is needed.`,
  reason: 'Why? (optional)',
  hint: (sender) => `${sender} and the other signers will read what you write here.`,
  decline: 'Decline to sign',
  back: 'Back to the document',
  doneTitle: 'You declined to sign',
  done: (sender) => `The request for signature is closed, and ${sender} can see it.`,
  close: 'There is nothing else to do; you may close this page.',
};

/** Asks once more before the request is closed for everybody; then says that it is. */
export const RefusalPage = (props: RefusalPageProps) => {
  const { locale, brand, documentName } = props;
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={props.declined ? t.doneTitle : t.title} locale={locale} brand={brand}>
      <div class="card">
        <h1>{props.declined ? t.doneTitle : t.title}</h1>
        <p>
          {!props.declined && t.what}
          <strong>{documentName}</strong>
        </p>
        {props.declined ? (
          <>
            <p>{t.done(brand.name)}</p>
            <p>{t.close}</p>
          </>
        ) : (
          <form method="post" action={props.declineAction}>
            <p>{t.follows(brand.name)}</p>
            <div class="field">
              <label for="reason">{t.reason}</label>
              <textarea id="reason" name="reason" rows={3} maxlength={500} aria-describedby="reason-hint" />
              <p id="reason-hint" class="soft">
                {t.hint(brand.name)}
              </p>
            </div>
            <p>
              <a href={props.documentPage}>{t.back}</a>
            </p>
            <button class="button" type="submit">
              {t.decline}
            </button>
          </form>
        )}
      </div>
    </Layout>
  );
};
