import type { Brand } from '../../shared/brand/brand.ts';
import { Layout } from '../../shared/pages/layout.tsx';
import type { Locale } from '../../shared/text.ts';

export interface UnsubscribePageProps {
  locale: Locale;
  brand: Brand;
  business: string;
  email: string;
  /** Where the button posts: the page’s own address. */
  action: string;
  /** No mailing is sent any more. */
  isOut: boolean;
  /** The page by which to come back on it. */
  question: string;
}

const fr = {
  title: 'Ne plus recevoir ces envois',
  ask: (business: string) => `${business} n’enverra plus de nouvelles ni d’offres à cette adresse\u00a0: `,
  button: 'Me désabonner',
  doneTitle: 'C’est noté\u00a0: plus aucun de ces envois',
  done: (business: string) => `${business} n’envoie plus de nouvelles ni d’offres à `,
  still: 'C’est en vigueur dès maintenant. Ce qui concerne vos commandes et vos documents continue de vous parvenir.',
  back: 'Revenir sur ce choix',
  close: 'Vous n’avez rien d’autre à faire et pouvez fermer cette page.',
};

const en: typeof fr = {
  title: 'Receive no more of these mailings',
  ask: (business) => `${business} will send no more news or offers to this address: `,
  button: 'Unsubscribe me',
  doneTitle: 'Noted: no more of these mailings',
  done: (business) => `${business} sends no more news or offers to `,
  still: 'This is in force from now on. What concerns your orders and documents still reaches you.',
  back: 'Come back on it',
  close: 'There is nothing else to do; you may close this page.',
};

/** One button, which does what mailboxes do for people (RFC 8058); then what is so. */
export const UnsubscribePage = ({ locale, brand, business, email, action, isOut, question }: UnsubscribePageProps) => {
  const t = locale === 'fr' ? fr : en;
  const title = isOut ? t.doneTitle : t.title;
  return (
    <Layout title={title} locale={locale} brand={brand}>
      <div class="card">
        <h1>{title}</h1>
        <p>
          {isOut ? t.done(business) : t.ask(business)}
          <strong>{email}</strong>
        </p>
        {isOut ? (
          <>
            <p role="status">{t.still}</p>
            <p>
              <a href={question}>{t.back}</a>
            </p>
            <p>{t.close}</p>
          </>
        ) : (
          <form method="post" action={action}>
            <button class="button" type="submit">
              {t.button}
            </button>
          </form>
        )}
      </div>
    </Layout>
  );
};
