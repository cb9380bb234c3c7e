import type { Brand } from '../brand/brand.ts';
import type { Locale } from '../text.ts';
import { Layout } from './layout.tsx';
import { WhomToAsk } from './whom-to-ask.tsx';

/** Whose visitor somebody is: the business, and whoever wrote to them. */
export interface Host {
  brand: Brand;
  person?: { name: string; email: string } | undefined;
}

/** Tells whose visitor somebody is, looked up when a problem must be shown to them. */
export type Hosted = (by: () => Promise<Host>) => void;

export interface ProblemPageProps {
  locale: Locale;
  /** Where it is known: a problem is told under their sign, with whom to ask. */
  host?: Host | undefined;
  title: string;
  detail?: string | undefined;
  /** What a person can quote to us; it reveals nothing. */
  requestId: string;
  status: number;
}

/** What went wrong, and what to quote when asking for help. */
export const ProblemPage = ({ locale, host, title, detail, requestId, status }: ProblemPageProps) => (
  <Layout title={title} locale={locale} brand={host?.brand}>
    <div class="card">
      <h1>{title}</h1>
      {detail && <p class="lead">{detail}</p>}
      {host && <WhomToAsk locale={locale} {...host} />}
      <p class="soft">
        {locale === 'fr' ? `Erreur ${status}, référence ` : `Error ${status}, reference `}
        <code>{requestId}</code>
      </p>
    </div>
  </Layout>
);
