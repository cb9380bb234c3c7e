import { Words } from '../../../shared/pages/words.tsx';
import { type Locale, say } from '../../../shared/text.ts';
import type { Schema } from './api-document.ts';
import { namedIn, typeOf } from './schema-words.ts';

const REQUIRED = say('obligatoire', 'required');
const DEFAULT = say('sinon', 'otherwise');
const EXAMPLE = say('Exemple : ', 'Example: ');

export interface FieldProps {
  name: string;
  schema: Schema;
  description?: string | undefined;
  required?: boolean | undefined;
  locale: Locale;
}

/** A field: its name, what it is in words, what it is for, an example, and the fields in it. */
export const Field = ({ name, schema, description = schema.description, required, locale }: FieldProps) => {
  const named = namedIn(schema);
  const example = schema.examples?.[0];
  const inner = schema.properties ? schema : schema.items?.properties ? schema.items : undefined;
  return (
    <li>
      <code>{name}</code>{' '}
      <span class="soft">
        {named ? <a href={`#schema-${named}`}>{typeOf(schema, locale)}</a> : typeOf(schema, locale)}
        {required && `, ${REQUIRED[locale]}`}
        {schema.default !== undefined && `, ${DEFAULT[locale]} ${JSON.stringify(schema.default)}`}
      </span>
      {description && (
        <p>
          <Words text={description} />
        </p>
      )}
      {example !== undefined && (
        <p class="soft">
          {EXAMPLE[locale]}
          <code>{typeof example === 'string' ? example : JSON.stringify(example)}</code>
        </p>
      )}
      {inner && <Fields schema={inner} locale={locale} />}
    </li>
  );
};

export const Fields = ({ schema, locale }: { schema: Schema; locale: Locale }) => (
  <ul class="fields">
    {Object.entries(schema.properties ?? {}).map(([name, field]) => (
      <Field name={name} schema={field} required={schema.required?.includes(name)} locale={locale} />
    ))}
  </ul>
);

/** A body: the fields of an object, or the way to the schema that it is. */
export const Body = ({ schema, locale }: { schema: Schema; locale: Locale }) => {
  const named = namedIn(schema);
  if (named) {
    return (
      <p>
        <a href={`#schema-${named}`}>{typeOf(schema, locale)}</a>
      </p>
    );
  }
  return <Fields schema={schema} locale={locale} />;
};
