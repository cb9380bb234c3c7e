import { Layout } from '../../../shared/pages/layout.tsx';
import type { Locale } from '../../../shared/text.ts';

export interface ApiDocsPageProps {
  locale: Locale;
}

/** The API document in Swagger UI; the document itself for who has no script. */
export const ApiDocsPage = ({ locale }: ApiDocsPageProps) => {
  const title = locale === 'fr' ? 'Documentation de l’API' : 'API documentation';
  return (
    <Layout
      title={title}
      locale={locale}
      styles={['swagger/swagger-ui.css', 'api-docs.css']}
      scripts={['api-docs.js']}
      wide
    >
      <h1>{title}</h1>
      <p>
        {locale === 'fr' ? 'Le document OpenAPI 3.1 : ' : 'The OpenAPI 3.1 document: '}
        <a href={`/openapi.json?lang=${locale}`}>/openapi.json</a>
      </p>
      <div id="swagger-ui" lang="en" />
    </Layout>
  );
};
