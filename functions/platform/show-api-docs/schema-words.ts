import { type Locale, say, type Text } from '../../../shared/text.ts';
import { nameIn, type Schema } from './api-document.ts';

const TYPES: Readonly<Record<string, Text>> = {
  string: say('texte', 'text'),
  integer: say('nombre entier', 'whole number'),
  number: say('nombre', 'number'),
  boolean: say('oui ou non', 'yes or no'),
  object: say('objet', 'object'),
  null: say('vide (null)', 'empty (null)'),
  'date-time': say('date et heure', 'date and time'),
  uri: say('adresse web', 'web address'),
};

/** What a value is, in words: « texte de 1 à 120 caractères », “list of Signer, 1 to 10”. */
export function typeOf(schema: Schema, locale: Locale): string {
  if (schema.$ref) return nameIn(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, locale)).join(say(' ou ', ' or ')[locale]);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') {
    const list = say(`liste de ${typeOf(schema.items ?? {}, 'fr')}`, `list of ${typeOf(schema.items ?? {}, 'en')}`);
    return list[locale] + within(schema.minItems, schema.maxItems, say('', ''), locale);
  }
  const type = TYPES[schema.format ?? ''] ?? TYPES[schema.type ?? ''] ?? say('JSON', 'JSON');
  return (
    type[locale] +
    within(schema.minLength, schema.maxLength, say(' caractères', ' characters'), locale) +
    within(schema.minimum, schema.maximum, say('', ''), locale)
  );
}

function within(least: number | undefined, most: number | undefined, what: Text, locale: Locale): string {
  if (least === undefined && most === undefined) return '';
  if (most === undefined) return say(`, au moins ${least}${what.fr}`, `, at least ${least}${what.en}`)[locale];
  if (!least) return say(`, au plus ${most}${what.fr}`, `, at most ${most}${what.en}`)[locale];
  return say(`, de ${least} à ${most}${what.fr}`, `, ${least} to ${most}${what.en}`)[locale];
}

/** The named schema that a value is, or is a list of. */
export const namedIn = ({ $ref, items }: Schema): string | undefined =>
  ($ref ?? items?.$ref) && nameIn($ref ?? items?.$ref ?? '');
