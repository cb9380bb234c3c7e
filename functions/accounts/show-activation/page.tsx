import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';

export interface ActivationPageProps {
  locale: Locale;
  email: string;
  /** Where the button posts: the link's own address. */
  action: string;
}

const fr = {
  title: 'Activer mon compte',
  why: 'Il ne reste qu’à confirmer votre adresse\u00a0: ',
  next: 'Vous recevrez aussitôt la clé qui ouvre l’API. Elle ne s’affiche qu’une fois.',
};

const en: typeof fr = {
  title: 'Activate my account',
  why: 'All that is left is to confirm your address: ',
  next: 'You will then be given the key to the API. It is shown only once.',
};

/** One button: mail scanners follow links, so that opening the link must do nothing. */
export const ActivationPage = ({ locale, email, action }: ActivationPageProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title} locale={locale}>
      <div class="card">
        <h1>{t.title}</h1>
        <p class="lead">
          {t.why}
          <strong>{email}</strong>
        </p>
        <p>{t.next}</p>
        <form method="post" action={action}>
          <button class="button" type="submit">
            {t.title}
          </button>
        </form>
      </div>
    </Layout>
  );
};
