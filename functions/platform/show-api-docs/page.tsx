import { Copyable } from '../../../shared/pages/copyable.tsx';
import { Layout } from '../../../shared/pages/layout.tsx';
import { Words } from '../../../shared/pages/words.tsx';
import { kindOf, PROBLEM_TYPES } from '../../../shared/problem/problem-kinds.ts';
import type { Locale } from '../../../shared/text.ts';
import type { ApiDocument } from './api-document.ts';
import { textsOf } from './docs-words.ts';
import { Fields } from './fields.tsx';
import { OperationPart } from './operation.tsx';

export interface ApiDocsPageProps {
  document: ApiDocument;
  locale: Locale;
  apiUrl: string;
}

const LANGUAGES = ['curl', 'fetch', 'Python'];

/** Every call of the API, read without a script: the OpenAPI document in words. */
export const ApiDocsPage = ({ document, locale, apiUrl }: ApiDocsPageProps) => {
  const t = textsOf(locale);
  const { tags, paths, components, webhooks } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const other = locale === 'fr' ? 'en' : 'fr';
  return (
    <Layout title={t.title} locale={locale} styles={['api-docs.css']} wide>
      <div class="docs">
        <nav class="areas" aria-label={t.contents}>
          <ul>
            {tags.map(({ name, 'x-displayName': title = name }) => (
              <li>
                <a href={`#area-${name}`}>{title}</a>
              </li>
            ))}
            <li>
              <a href="#facts">{t.facts}</a>
            </li>
            <li>
              <a href="#schemas">{t.schemas}</a>
            </li>
            <li>
              <a href="#problems">{t.problems}</a>
            </li>
          </ul>
        </nav>
        <div class="reference">
          <h1>{t.title}</h1>
          <p class="lead">{t.lead}</p>
          <p>
            <a href={`/openapi.json?lang=${locale}`}>/openapi.json</a> ·{' '}
            <a href={`?lang=${other}`} hreflang={other} lang={other}>
              {t.other}
            </a>
          </p>
          <Copyable locale={locale} id="environment" value={`export GUICHET_URL=${apiUrl}\nexport GUICHET_KEY=gk_…`} />
          <ul class="conventions">
            {t.conventions.map((one) => (
              <li>
                <Words text={one} />
              </li>
            ))}
          </ul>
          <fieldset class="languages">
            <legend>{t.examplesIn}</legend>
            {LANGUAGES.map((language, i) => (
              <label>
                <input type="radio" name="language" id={`in-${language.toLowerCase()}`} checked={i === 0} /> {language}
              </label>
            ))}
          </fieldset>
          {tags.map(({ name, 'x-displayName': title = name, description }) => (
            <section id={`area-${name}`}>
              <h2>{title}</h2>
              {description && <p class="soft">{description}</p>}
              {operations
                .filter(({ operation }) => operation.tags.includes(name))
                .map((one) => (
                  <OperationPart {...one} components={components} locale={locale} />
                ))}
            </section>
          ))}
          <section id="facts">
            <h2>{t.facts}</h2>
            <p class="soft">
              <Words text={t.factsLead} />
            </p>
            <dl class="answers">
              {Object.entries(webhooks).map(([type, { post }]) => (
                <>
                  <dt>
                    <code>{type}</code>
                  </dt>
                  <dd>
                    {post.summary}
                    <details>
                      <summary>{t.example}</summary>
                      <pre class="sample-body">
                        <code>{JSON.stringify(post.requestBody.content['application/json']?.example, null, 2)}</code>
                      </pre>
                    </details>
                  </dd>
                </>
              ))}
            </dl>
          </section>
          <section id="schemas">
            <h2>{t.schemas}</h2>
            {Object.entries(components.schemas)
              .filter(([, schema]) => schema.properties)
              .map(([name, schema]) => (
                <details class="operation">
                  <summary>
                    <h3>{name}</h3>
                  </summary>
                  <div id={`schema-${name}`} class="told">
                    <Fields schema={schema} locale={locale} />
                  </div>
                </details>
              ))}
          </section>
          <section id="problems">
            <h2>{t.problems}</h2>
            <p class="soft">
              <Words text={t.problemsLead} />
            </p>
            <ul>
              {PROBLEM_TYPES.map((type) => (
                <li>
                  <code>{kindOf(type).status}</code>{' '}
                  <a href={`/problems/${type}?lang=${locale}`}>{kindOf(type).title[locale]}</a>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </Layout>
  );
};
