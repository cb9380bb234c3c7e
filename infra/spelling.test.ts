import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { expect, it } from 'vitest';
import { PROJECT_ROOT } from './use-cases.ts';

/** Words that stand in a French text of any length, and in none of ours in English. */
const FRENCH =
  /(^|\P{L})([ldnsjc]’|qu’|(une?|les?|la|des?|du|vos|votre|cet|cette|par|est|sont|et|qui|pour|dans|sur|avec|leurs?|nos|notre|aucune?|son|aux?)(\P{L}|$))/iu;
const ENGLISH = /(^|\P{L})(the|an|of|and|with|from|is|are)(\P{L}|$)/iu;
/** « e-mail » is the one spelling; a word of a program, as `email` or #Email#, is none. */
const MISSPELT = /(?<![\p{L}\d_.$#{/@`"-])emails?(?![\p{L}\d_}#@`"(-]|[.:]\p{L})/iu;

const sentencesOf = (text: string) => text.replace(/`[^`]*`/g, '`…`').split(/(?<=[.!?:;»]) |\n/);
const misspelt = (text: string) =>
  sentencesOf(text).filter((said) => MISSPELT.test(said) && FRENCH.test(said) && !ENGLISH.test(said));

/** Every text that stands in a module, a hole of a template being « … ». */
function textsOf(file: string, source: string): string[] {
  const texts: string[] = [];
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') texts.push(value);
    },
    TemplateLiteral: ({ quasis }) => {
      texts.push(quasis.map(({ value }) => value.cooked ?? '').join('…'));
    },
  }).visit(parseSync(file, source).program);
  return texts;
}

it.each([
  ['Vous recevez cet email parce que vous signez.', true],
  ['L’email n’a pas pu être remis.', true],
  ['Vous recevez cet e-mail.', false],
  ['Le champ `email` est vide.', false],
  ['The email could not be delivered.', false],
])('%s: misspelt %s', (text, is) => expect(misspelt(text).length > 0).toBe(is));

it('French texts write « e-mail », wherever they stand', async () => {
  const found: string[] = [];
  for await (const file of glob('{functions,shared,events,infra,demo}/**/*.{ts,tsx}', { cwd: PROJECT_ROOT })) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const source = await readFile(join(PROJECT_ROOT, file), 'utf8');
    found.push(
      ...textsOf(file, source)
        .flatMap(misspelt)
        .map((said) => `${file}: ${said}`),
    );
  }
  const readMe = await readFile(join(PROJECT_ROOT, 'README.md'), 'utf8');
  found.push(...misspelt(readMe).map((said) => `README.md: ${said}`));
  expect(found).toEqual([]);
});
