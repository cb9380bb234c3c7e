import type * as z from 'zod';
import { say, type Text } from '../text.ts';

type Issue = z.core.$ZodRawIssue;

/** What to do about a fault that the schema has no words of its own for. */
export function faultText(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? say('Ce champ est obligatoire.', 'This field is required.')
        : (TYPES[issue.expected] ?? OTHER);
    case 'too_small':
      return sizeText(issue.origin, issue.exact ? 'exactly' : 'least', issue.minimum, issue.inclusive);
    case 'too_big':
      return sizeText(issue.origin, issue.exact ? 'exactly' : 'most', issue.maximum, issue.inclusive);
    case 'invalid_value':
      return valueText(issue.values.map(String));
    case 'invalid_format':
      return FORMATS[issue.format] ?? FORM;
    case 'not_multiple_of':
      return say(`Donnez un multiple de ${issue.divisor}.`, `Give a multiple of ${issue.divisor}.`);
    default:
      return OTHER;
  }
}

/** What to do about a field, or a parameter, that does not exist. */
export const unknownFieldText = (name: string): Text =>
  say(`« ${name} » n’existe pas ici : retirez-le.`, `“${name}” does not exist here: remove it.`);

const OTHER = say('Cette valeur n’est pas de celles qui vont ici.', 'This value is not one that fits here.');
const FORM = say('Cette valeur n’a pas la forme attendue.', 'This value does not have the form wanted here.');
const OBJECT = say('Donnez un objet JSON : {…}.', 'Give a JSON object: {…}.');

const TYPES: Readonly<Record<string, Text>> = {
  string: say('Donnez un texte.', 'Give a text.'),
  number: say('Donnez un nombre.', 'Give a number.'),
  int: say('Donnez un nombre entier.', 'Give a whole number.'),
  boolean: say('Donnez true ou false.', 'Give true or false.'),
  array: say('Donnez une liste : […].', 'Give a list: […].'),
  object: OBJECT,
  record: OBJECT,
};

const FORMATS: Readonly<Record<string, Text>> = {
  email: say('Donnez une adresse e-mail complète.', 'Give a whole email address.'),
  url: say('Donnez une adresse web complète, avec https://.', 'Give a whole web address, with https://.'),
  date: say('Donnez une date, comme 2027-03-01.', 'Give a date, such as 2027-03-01.'),
  datetime: say(
    'Donnez une date et une heure UTC, comme 2027-03-01T10:00:00Z.',
    'Give a date and time in UTC, such as 2027-03-01T10:00:00Z.',
  ),
};

function valueText(values: readonly string[]): Text {
  const [only = ''] = values;
  if (values.length === 1) return say(`Donnez « ${only} ».`, `Give “${only}”.`);
  const all = values.join(', ');
  return say(`Choisissez parmi : ${all}.`, `Choose one of: ${all}.`);
}

const BOUNDS = {
  least: say('au moins', 'at least'),
  most: say('au plus', 'at most'),
  exactly: say('exactement', 'exactly'),
} as const;

/** How much there must be, in the unit of what is measured. */
function sizeText(origin: string, bound: keyof typeof BOUNDS, size: number | bigint, inclusive = true): Text {
  const many = Number(size) === 1 ? '' : 's';
  const { fr, en } = BOUNDS[bound];
  if (origin === 'string') {
    if (bound === 'least' && Number(size) === 1)
      return say('Ce champ ne peut être vide.', 'This field cannot be empty.');
    return say(`Écrivez ${fr} ${size} caractère${many}.`, `Write ${en} ${size} character${many}.`);
  }
  if (origin === 'array' || origin === 'set') {
    return say(`Donnez ${fr} ${size} élément${many}.`, `Give ${en} ${size} item${many}.`);
  }
  if (inclusive) return say(`Donnez ${fr} ${size}.`, `Give ${en} ${size}.`);
  return bound === 'least'
    ? say(`Donnez plus de ${size}.`, `Give more than ${size}.`)
    : say(`Donnez moins de ${size}.`, `Give less than ${size}.`);
}
