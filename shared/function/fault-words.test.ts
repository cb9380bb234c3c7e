import { expect, it } from 'vitest';
import * as z from 'zod';
import { Problem } from '../problem/problem.ts';
import { parsed } from './parse.ts';

function told(schema: z.ZodType, value: unknown) {
  try {
    parsed(schema, value);
  } catch (error) {
    if (error instanceof Problem) return error.errors.map(({ detail }) => [detail.fr, detail.en]);
    throw error;
  }
  return [];
}
const text = z.string();
const number = z.number();

it.each<[z.ZodType, unknown, string, string]>([
  [z.object({ a: text }), {}, 'Ce champ est obligatoire.', 'This field is required.'],
  [text, 3, 'Donnez un texte.', 'Give a text.'],
  [z.int(), 1.5, 'Donnez un nombre entier.', 'Give a whole number.'],
  [z.coerce.number(), 'trois', 'Donnez un nombre.', 'Give a number.'],
  [z.array(text), 'a', 'Donnez une liste : […].', 'Give a list: […].'],
  [z.record(text, text), null, 'Donnez un objet JSON : {…}.', 'Give a JSON object: {…}.'],
  [z.date(), 'hier', 'Cette valeur n’est pas de celles qui vont ici.', 'This value is not one that fits here.'],
  [text.min(1), '', 'Ce champ ne peut être vide.', 'This field cannot be empty.'],
  [text.min(8), 'court', 'Écrivez au moins 8 caractères.', 'Write at least 8 characters.'],
  [text.max(1), 'long', 'Écrivez au plus 1 caractère.', 'Write at most 1 character.'],
  [text.length(6), '12', 'Écrivez exactement 6 caractères.', 'Write exactly 6 characters.'],
  [z.array(text).min(1), [], 'Donnez au moins 1 élément.', 'Give at least 1 item.'],
  [z.array(text).max(2), ['a', 'b', 'c'], 'Donnez au plus 2 éléments.', 'Give at most 2 items.'],
  [number.min(1), 0, 'Donnez au moins 1.', 'Give at least 1.'],
  [number.max(100), 101, 'Donnez au plus 100.', 'Give at most 100.'],
  [number.positive(), 0, 'Donnez plus de 0.', 'Give more than 0.'],
  [number.lt(5), 5, 'Donnez moins de 5.', 'Give less than 5.'],
  [number.multipleOf(5), 7, 'Donnez un multiple de 5.', 'Give a multiple of 5.'],
  [z.enum(['fr', 'en']), 'de', 'Choisissez parmi : fr, en.', 'Choose one of: fr, en.'],
  [z.literal('SHOP'), 'x', 'Donnez « SHOP ».', 'Give “SHOP”.'],
  [z.email(), 'a@', 'Donnez une adresse e-mail complète.', 'Give a whole email address.'],
  [
    text.regex(/^a+$/),
    'b',
    'Cette valeur n’a pas la forme attendue.',
    'This value does not have the form wanted here.',
  ],
])('%#: what is wrong is said as a sentence, in both languages', (schema, value, fr, en) => {
  expect(told(schema, value)).toEqual([[fr, en]]);
});
