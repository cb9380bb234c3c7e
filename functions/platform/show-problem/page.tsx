import { Layout } from '../../../shared/pages/layout.tsx';
import { Words } from '../../../shared/pages/words.tsx';
import { kindOf, type ProblemType } from '../../../shared/problem/problem-kinds.ts';
import { type Locale, say } from '../../../shared/text.ts';

export interface ProblemKindPageProps {
  type: ProblemType;
  locale: Locale;
  apiUrl: string;
}

const CAUSE = say('Ce qui s’est passé', 'What has happened');
const REMEDY = say('Que faire', 'What to do');
const DOCS = say('Tous les appels et leurs réponses', 'All calls and their answers');

/** The page that the `type` of a problem leads to. */
export const ProblemKindPage = ({ type, locale, apiUrl }: ProblemKindPageProps) => {
  const { status, title, cause, remedy } = kindOf(type);
  return (
    <Layout title={title[locale]} locale={locale}>
      <div class="card">
        <h1>{title[locale]}</h1>
        <p class="soft">
          <code>{type}</code> · HTTP {status}
        </p>
        <h2>{CAUSE[locale]}</h2>
        <p>
          <Words text={cause[locale]} />
        </p>
        <h2>{REMEDY[locale]}</h2>
        <p>
          <Words text={remedy[locale]} />
        </p>
        <p>
          <a href={`${apiUrl}/docs?lang=${locale}`}>{DOCS[locale]}</a>
        </p>
      </div>
    </Layout>
  );
};
