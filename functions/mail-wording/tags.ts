/**
 * Tags in the words of a tenant: `#Tag#`, `[[!Tag]]` and `{{tag}}` name the same value, whatever their case. Nothing is
 * evaluated, a value's own tags stay text, and one pass reads each character a fixed number of times.
 */
const LONGEST_NAME = 60;

export type Part = { text: string } | { tag: string };

/** Something that a person may have meant as a tag. */
export interface Spot {
  start: number;
  end: number;
  /** Its name, if it is written as a tag is. */
  tag?: string;
}

/** Where each tag begins, how it opens and closes. */
const FORMS = [
  { open: '#', close: '#', spaces: false },
  { open: '[[!', close: ']]', spaces: true },
  { open: '{{', close: '}}', spaces: true },
] as const;

/** What looks like one of them, whatever its name: `#Prénom#`, `[[!user.name]]`, `{{#if x}}`. Not `#1#` nor `##`. */
const LOOKALIKE = /#\p{L}[\p{L}\p{M}\p{N}_-]*#|\[\[!(?:(?!\[\[!|\]\]).)*\]\]|\{\{(?!\{)(?:(?!\{\{|\}\}).)*\}\}/suy;

/** Editors put line ends and hard spaces where people type a space. */
const SPACES = ' \t\r\n\u00a0';

const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isInName = (code: number) => isLetter(code) || (code >= 48 && code <= 57) || code === 95;

/** A tag's name: a letter, then letters, digits and `_`, at most 60. */
export const TAG_NAME = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;

/** The tag that begins at `start`, if one does, and where it ends. */
function tagAt(text: string, start: number): { tag: string; end: number } | undefined {
  const form = FORMS.find(({ open }) => text.startsWith(open, start));
  if (!form) return undefined;
  const pastSpaces = (at: number) => {
    let i = at;
    while (form.spaces && SPACES.includes(text[i] ?? '-')) i++;
    return i;
  };
  const begins = pastSpaces(start + form.open.length);
  if (!isLetter(text.charCodeAt(begins))) return undefined;
  let ends = begins + 1;
  while (isInName(text.charCodeAt(ends))) ends++;
  const closes = pastSpaces(ends);
  if (ends - begins > LONGEST_NAME || !text.startsWith(form.close, closes)) return undefined;
  return { tag: text.slice(begins, ends), end: closes + form.close.length };
}

function lookalikeAt(text: string, start: number): { end: number } | undefined {
  LOOKALIKE.lastIndex = start;
  const [found] = LOOKALIKE.exec(text) ?? [];
  return found === undefined ? undefined : { end: start + found.length };
}

/** The tags of a text and what looks like one, in their order. */
export function* spotsOf(text: string): Generator<Spot> {
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    const mayOpen = character === '#' || character === '[' || character === '{';
    const found = mayOpen ? (tagAt(text, at) ?? lookalikeAt(text, at)) : undefined;
    if (found) yield { start: at, ...found };
    at = found?.end ?? at + 1;
  }
}

/** The text cut at its tags. Whatever is no whole tag (`##`, `#fff`, `{{ }}`) is text like any other. */
export function* partsOf(text: string): Generator<Part> {
  let from = 0;
  for (const { start, end, tag } of spotsOf(text)) {
    if (tag === undefined) continue;
    if (start > from) yield { text: text.slice(from, start) };
    yield { tag };
    from = end;
  }
  if (from < text.length) yield { text: text.slice(from) };
}

/** The text with all its tags in one spelling, `{{tag}}`. */
export const inOneSpelling = (text: string): string =>
  [...partsOf(text)].map((part) => ('tag' in part ? `{{${part.tag}}}` : part.text)).join('');

function eachOnce(names: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const name of names) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
  return [...found.values()];
}

/** The names of a text's tags as they are first written, each once whatever its case. */
export const tagsIn = (text: string): string[] =>
  eachOnce([...partsOf(text)].flatMap((part) => ('tag' in part ? [part.tag] : [])));

/** What a text's tags are against those it may and must have; what only looks like a tag is told as it is written. */
export function checkTags(text: string, known: readonly { name: string; required: boolean }[]) {
  const spots = [...spotsOf(text)];
  const same = (name: string) => (other: string | undefined) => other?.toLowerCase() === name.toLowerCase();
  const names = known.map(({ name }) => name);
  const unknown = spots.filter(({ tag }) => tag === undefined || !names.some(same(tag)));
  return {
    unknown: eachOnce(unknown.map(({ tag, start, end }) => tag ?? text.slice(start, end))),
    missing: known
      .filter(({ name, required }) => required && !spots.some(({ tag }) => same(name)(tag)))
      .map(({ name }) => name),
  };
}
