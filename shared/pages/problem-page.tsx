import type { Locale } from '../text.ts';
import { Layout } from './layout.tsx';

export interface ProblemPageProps {
  locale: Locale;
  title: string;
  detail?: string | undefined;
  /** What a person can quote to us; it reveals nothing. */
  requestId: string;
  status: number;
}

/** What went wrong, and what to quote when asking for help. */
export const ProblemPage = ({ locale, title, detail, requestId, status }: ProblemPageProps) => (
  <Layout title={title} locale={locale}>
    <div class="card">
      <h1>{title}</h1>
      {detail && <p class="lead">{detail}</p>}
      <p class="soft">
        {locale === 'fr' ? `Erreur ${status}, référence ` : `Error ${status}, reference `}
        <code>{requestId}</code>
      </p>
    </div>
  </Layout>
);
