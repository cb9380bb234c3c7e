import { Copyable } from '../../../shared/pages/copyable.tsx';
import { Layout } from '../../../shared/pages/layout.tsx';
import { SealIcon } from '../../../shared/pages/seal-icon.tsx';
import type { Locale } from '../../../shared/text.ts';

export interface ActivatedPageProps {
  locale: Locale;
  accountId: string;
  /** Shown here and nowhere else: only its hash is kept. */
  apiKey: string;
  /** Where programs call, without a trailing slash. */
  apiUrl: string;
}

const fr = {
  title: 'Votre compte est actif',
  account: 'Compte\u00a0: ',
  key: 'Votre clé d’API',
  once: 'Copiez-la maintenant et gardez-la secrète\u00a0: elle ne sera plus jamais affichée.',
  first: 'Un premier appel',
  docs: 'Lire la documentation de l’API',
};

const en: typeof fr = {
  title: 'Your account is active',
  account: 'Account: ',
  key: 'Your API key',
  once: 'Copy it now and keep it secret: it will never be shown again.',
  first: 'A first call',
  docs: 'Read the API documentation',
};

const firstCall = (apiUrl: string, apiKey: string) => `curl ${apiUrl}/v1/contacts \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -H 'Content-Type: application/json' \\
  -d '{"kind":"customer","firstName":"Anne","lastName":"Martin","emails":["anne@example.com"],"phones":["+33612345678"]}'`;

/** The key, once, and what to do with it. */
export const ActivatedPage = ({ locale, accountId, apiKey, apiUrl }: ActivatedPageProps) => {
  const t = locale === 'fr' ? fr : en;
  return (
    <Layout title={t.title} locale={locale}>
      <div class="card">
        <SealIcon />
        <h1>{t.title}</h1>
        <p>
          {t.account}
          <code>{accountId}</code>
        </p>
        <h2>{t.key}</h2>
        <p class="notice">{t.once}</p>
        <Copyable locale={locale} id="api-key" value={apiKey} />
        <h2>{t.first}</h2>
        <Copyable locale={locale} id="first-call" value={firstCall(apiUrl, apiKey)} />
        <p>
          <a href={`${apiUrl}/docs`}>{t.docs}</a>
        </p>
      </div>
    </Layout>
  );
};
