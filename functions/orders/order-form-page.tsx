import type { Child } from 'hono/jsx';
import type { Brand } from '../../shared/brand/brand.ts';
import { Layout } from '../../shared/pages/layout.tsx';
import type { Locale, Text } from '../../shared/text.ts';
import { type Faults, fieldName, type Typed } from './order-form.ts';
import { CONSENTS, TERMS } from './order-words.ts';

export interface OrderFormPageProps {
  locale: Locale;
  brand: Brand;
  title: string;
  action: string;
  email: string;
  /** What is bought, as far as it is known; the right to withdraw; who sells. */
  recap: readonly string[];
  rights: string;
  seller: readonly string[];
  /** SHA-256 of what is shown: another price or other words, and it is shown again. */
  shown: string;
  /** The words of the button. */
  button: string;
  asksQuantity: number | undefined;
  asksAddress: boolean;
  /** The countries to choose from, by their codes and names, with what shipping to each costs. */
  countries: readonly { code: string; name: string }[];
  fields: readonly {
    name: string;
    label: string;
    kind: 'text' | 'long-text' | 'number' | 'date' | 'phone' | 'checkbox' | 'choice';
    isMandatory: boolean;
    purpose: string;
    choices?: readonly string[] | undefined;
  }[];
  termsUrl: string | undefined;
  asksTerms: boolean;
  asksToBegin: boolean;
  /** The list that whoever wants to joins. */
  asksList: boolean;
  methods: readonly ('card' | 'transfer')[];
  typed: Typed;
  faults: Faults;
  /** Why it is shown again though nothing is wrong with what was typed. */
  notice?: Text | undefined;
}

const fr = {
  lead: (email: string) => `Pour ${email}.`,
  faults: 'Quelques réponses manquent ou ne conviennent pas : elles sont signalées ci-dessous.',
  name: 'Nom et prénom',
  quantity: 'Quantité',
  street: 'Rue et numéro',
  postalCode: 'Code postal',
  city: 'Ville',
  country: 'Pays',
  choose: 'Choisissez',
  method: 'Comment payer',
  methods: { card: 'Par carte ou autre moyen en ligne (Stripe)', transfer: 'Par virement bancaire' },
  begin: 'Recevoir le contenu tout de suite (facultatif)',
  otherwise: 'Sans ces deux cases, le contenu vous est fourni à la fin du délai de rétractation.',
  read: 'les lire',
  list: 'Je veux bien recevoir les nouvelles de ce vendeur par e-mail.',
  recap: 'Ce que vous commandez',
  optional: ' (facultatif)',
};
const en: typeof fr = {
  lead: (email) => `For ${email}.`,
  faults: 'Some answers are missing or will not do: they are marked below.',
  name: 'Full name',
  quantity: 'Quantity',
  street: 'Street and number',
  postalCode: 'Postal code',
  city: 'Town',
  country: 'Country',
  choose: 'Choose',
  method: 'How to pay',
  methods: { card: 'By card or another way online (Stripe)', transfer: 'By bank transfer' },
  begin: 'Receive the content at once (optional)',
  otherwise: 'Without these two boxes, the content is supplied at the end of the period in which you may withdraw.',
  read: 'read them',
  list: 'I should like to receive this seller’s news by email.',
  recap: 'What you order',
  optional: ' (optional)',
};

interface Shown {
  locale: Locale;
  faults: Faults;
  typed: Typed;
}

const Fault = ({ name, faults, locale }: Shown & { name: string }) =>
  faults[name] ? (
    <p class="fault" id={`${name}-fault`}>
      {faults[name]?.[locale]}
    </p>
  ) : null;

/** What ties a field to what is wrong with it, for who does not see it. */
const marked = (name: string, { faults }: Shown) =>
  faults[name] ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-fault` } : {};

const Field = ({ name, label, shown, children }: { name: string; label: string; shown: Shown; children?: Child }) => (
  <div class="field">
    <label for={name}>{label}</label>
    {children}
    <Fault name={name} {...shown} />
  </div>
);

const TextField = (props: {
  name: string;
  label: string;
  shown: Shown;
  type?: string;
  autocomplete?: string;
  required?: boolean;
}) => (
  <Field {...props}>
    <input
      id={props.name}
      name={props.name}
      type={props.type ?? 'text'}
      autocomplete={props.autocomplete}
      required={props.required}
      value={props.shown.typed[props.name] ?? ''}
      {...marked(props.name, props.shown)}
    />
  </Field>
);

const Box = ({ name, label, shown, children }: { name: string; label: string; shown: Shown; children?: Child }) => (
  <>
    <div class="choice">
      <input id={name} name={name} type="checkbox" checked={shown.typed[name] === 'on'} {...marked(name, shown)} />
      <label for={name}>
        {label}
        {children}
      </label>
    </div>
    <Fault name={name} {...shown} />
  </>
);

/** What is asked before an order, what it comes to, and the button whose words bind. */
export const OrderFormPage = (props: OrderFormPageProps) => {
  const { locale, brand, faults, typed } = props;
  const t = locale === 'fr' ? fr : en;
  const shown = { locale, faults, typed };
  const [firstMethod] = props.methods;
  return (
    <Layout title={props.title} locale={locale} brand={brand}>
      <div class="card">
        <h1>{props.title}</h1>
        <p>{t.lead(props.email)}</p>
        {Object.keys(faults).length > 0 && (
          <p class="alert" role="alert">
            {t.faults}
          </p>
        )}
        {props.notice && (
          <p class="notice" role="alert">
            {props.notice[locale]}
          </p>
        )}
        <form method="post" action={props.action} novalidate>
          <input type="hidden" name="shown" value={props.shown} />
          <TextField name="name" label={t.name} shown={shown} autocomplete="name" required />
          {props.asksQuantity && <TextField name="quantity" label={t.quantity} shown={shown} type="number" required />}
          {props.asksAddress && (
            <>
              <TextField name="street" label={t.street} shown={shown} autocomplete="street-address" required />
              <TextField name="postalCode" label={t.postalCode} shown={shown} autocomplete="postal-code" required />
              <TextField name="city" label={t.city} shown={shown} autocomplete="address-level2" required />
            </>
          )}
          {props.countries.length > 0 && (
            <Field name="country" label={t.country} shown={shown}>
              <select id="country" name="country" autocomplete="country" {...marked('country', shown)}>
                <option value="">{t.choose}</option>
                {props.countries.map(({ code, name }) => (
                  <option value={code} selected={typed.country === code}>
                    {name}
                  </option>
                ))}
              </select>
            </Field>
          )}
          {props.fields.map((field) => (
            <ExtraField field={field} shown={shown} optional={t.optional} choose={t.choose} />
          ))}
          {props.methods.length > 0 && (
            <fieldset>
              <legend>{t.method}</legend>
              {props.methods.map((method) => (
                <div class="choice">
                  <input
                    id={`method-${method}`}
                    type="radio"
                    name="method"
                    value={method}
                    checked={(typed.method ?? firstMethod) === method}
                  />
                  <label for={`method-${method}`}>{t.methods[method]}</label>
                </div>
              ))}
              <Fault name="method" {...shown} />
            </fieldset>
          )}
          {props.asksToBegin && (
            <fieldset>
              <legend>{t.begin}</legend>
              <Box name="beginsAtOnce" label={CONSENTS.beginsAtOnce[locale]} shown={shown} />
              <Box name="acceptsLoss" label={CONSENTS.acceptsLoss[locale]} shown={shown} />
              <p class="soft">{t.otherwise}</p>
            </fieldset>
          )}
          {props.asksList && <Box name="joinsList" label={t.list} shown={shown} />}
          {props.asksTerms && (
            <Box name="terms" label={TERMS[locale]} shown={shown}>
              {props.termsUrl && (
                <>
                  {' ('}
                  <a href={props.termsUrl} target="_blank" rel="noopener">
                    {t.read}
                  </a>
                  )
                </>
              )}
            </Box>
          )}
          <h2>{t.recap}</h2>
          {[...props.recap, props.rights, ...props.seller].map((line) => (
            <p>{line}</p>
          ))}
          <button class="button" type="submit">
            {props.button}
          </button>
        </form>
      </div>
    </Layout>
  );
};

const INPUTS = { text: 'text', number: 'text', date: 'date', phone: 'tel' } as const;

const ExtraField = ({
  field,
  shown,
  optional,
  choose,
}: {
  field: OrderFormPageProps['fields'][number];
  shown: Shown;
  optional: string;
  choose: string;
}) => {
  const name = fieldName(field.name);
  const label = field.isMandatory ? field.label : field.label + optional;
  const value = shown.typed[name] ?? '';
  const { kind } = field;
  if (kind === 'checkbox')
    return (
      <Box name={name} label={label} shown={shown}>
        <span class="soft"> {field.purpose}</span>
      </Box>
    );
  return (
    <Field name={name} label={label} shown={shown}>
      {kind === 'long-text' && (
        <textarea id={name} name={name} {...marked(name, shown)}>
          {value}
        </textarea>
      )}
      {kind === 'choice' && (
        <select id={name} name={name} {...marked(name, shown)}>
          <option value="">{choose}</option>
          {field.choices?.map((choice) => (
            <option value={choice} selected={value === choice}>
              {choice}
            </option>
          ))}
        </select>
      )}
      {kind in INPUTS && (
        <input
          id={name}
          name={name}
          type={INPUTS[kind as keyof typeof INPUTS]}
          value={value}
          {...marked(name, shown)}
        />
      )}
      <p class="soft">{field.purpose}</p>
    </Field>
  );
};
