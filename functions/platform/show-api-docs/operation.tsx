import { Copyable } from '../../../shared/pages/copyable.tsx';
import { Words } from '../../../shared/pages/words.tsx';
import { type Locale, say } from '../../../shared/text.ts';
import {
  type Answer,
  type ApiDocument,
  nameIn,
  type Operation,
  type Parameter,
  type Reference,
} from './api-document.ts';
import { Body, Field } from './fields.tsx';

const t = {
  given: say('Dans l’adresse et les en-têtes', 'In the address and the headers'),
  body: say('À envoyer', 'To send'),
  answers: say('Réponses', 'Answers'),
};

export interface OperationProps {
  method: string;
  path: string;
  operation: Operation;
  components: ApiDocument['components'];
  locale: Locale;
}

/** One call, folded: what it does, what to give, what comes back, and how to write it. */
export const OperationPart = ({ method, path, operation, components, locale }: OperationProps) => {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const given = parameters.map((one) => ('$ref' in one ? components.parameters[nameIn(one.$ref)] : one));
  return (
    <details class="operation">
      <summary>
        <h3>
          <span class={`method ${method}`}>{method.toUpperCase()}</span> <code>{path}</code>
        </h3>
        <span class="soft">{summary}</span>
      </summary>
      <div id={operationId} class="told">
        {description?.split('\n\n').map((paragraph) => (
          <p>
            <Words text={paragraph} />
          </p>
        ))}
        <div class="samples">
          {operation['x-codeSamples'].map(({ label, source }) => (
            <div class={`sample ${label.toLowerCase()}`}>
              <p class="soft">{label}</p>
              <Copyable locale={locale} id={`${operationId}-${label}`} value={source} />
            </div>
          ))}
        </div>
        {given.length > 0 && <h4>{t.given[locale]}</h4>}
        {given.length > 0 && (
          <ul class="fields">{given.flatMap((one) => (one ? [<Given parameter={one} locale={locale} />] : []))}</ul>
        )}
        {Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => (
          <>
            <h4>
              {t.body[locale]} <span class="soft">({type})</span>
            </h4>
            <Body schema={schema} locale={locale} />
          </>
        ))}
        <h4>{t.answers[locale]}</h4>
        <dl class="answers">
          {Object.entries(responses).map(([status, answer]) => (
            <AnswerPart status={status} answer={answer} components={components} locale={locale} />
          ))}
        </dl>
      </div>
    </details>
  );
};

const Given = ({
  parameter: { name, schema, description, required },
  locale,
}: {
  parameter: Parameter;
  locale: Locale;
}) => <Field name={name} schema={schema} description={description} required={required} locale={locale} />;

interface AnswerProps {
  status: string;
  answer: Answer | Reference;
  components: ApiDocument['components'];
  locale: Locale;
}

/** What an answer holds is told where it is ours to give; a problem has its own page. */
const AnswerPart = ({ status, answer, components, locale }: AnswerProps) => {
  const { description, content } = '$ref' in answer ? components.responses[nameIn(answer.$ref)]! : answer;
  const schema = content?.['application/json']?.schema;
  return (
    <>
      <dt>
        <code>{status === 'default' ? '500' : status}</code>
      </dt>
      <dd>
        <Words text={description} />
        {schema && <Body schema={schema} locale={locale} />}
      </dd>
    </>
  );
};
