import { htmlPosition, type Position } from './html-position.ts';
import { escapedHtml, isWebAddress } from './markup.ts';

/**
 * Tags in the words of a tenant: `#Tag#`, `[[!Tag]]` and `{{tag}}` name the same value, whatever their case. Nothing is
 * evaluated, a value's own tags stay text, and one pass reads each character a fixed number of times.
 */
const LONGEST_NAME = 60;

type Part = { text: string } | { tag: string };

/** Where each tag begins, how it opens and closes. */
const FORMS = [
  { open: '#', close: '#', spaces: false },
  { open: '[[!', close: ']]', spaces: true },
  { open: '{{', close: '}}', spaces: true },
] as const;

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

/** The text cut at its tags. Whatever is no whole tag (`##`, `#fff`, `{{ }}`) is text like any other. */
function* partsOf(text: string): Generator<Part> {
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    const found = character === '#' || character === '[' || character === '{' ? tagAt(text, at) : undefined;
    if (!found) {
      at++;
      continue;
    }
    if (at > from) yield { text: text.slice(from, at) };
    yield { tag: found.tag };
    from = at = found.end;
  }
  if (from < text.length) yield { text: text.slice(from) };
}

/** The text with all its tags in one spelling, `{{tag}}`. */
export const inOneSpelling = (text: string): string =>
  [...partsOf(text)].map((part) => ('tag' in part ? `{{${part.tag}}}` : part.text)).join('');

/** The names of a text's tags as they are first written, each once whatever its case. */
export function tagsIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const part of partsOf(text)) {
    if ('tag' in part && !found.has(part.tag.toLowerCase())) found.set(part.tag.toLowerCase(), part.tag);
  }
  return [...found.values()];
}

/** Where the tags of an HTML text stand, and whether each is the whole of its attribute. */
export function placesOf(html: string): { tag: string; position: Position; whole: boolean }[] {
  const position = htmlPosition();
  const parts = [...partsOf(html)];
  return parts.flatMap((part, i) => {
    if ('text' in part) {
      position.read(part.text);
      return [];
    }
    const next = parts[i + 1];
    const now = position.now();
    const whole = (now === 'href' || now === 'src') && next !== undefined && 'text' in next && /^["']/.test(next.text);
    // A value is there when the mail is written: what follows it is no beginning.
    position.read('x');
    return [{ tag: part.tag, position: now, whole }];
  });
}

/** What a text's tags are against those it may and must have. */
export function checkTags(text: string, known: readonly { name: string; required: boolean }[]) {
  const used = tagsIn(text);
  const same = (name: string) => (other: string) => other.toLowerCase() === name.toLowerCase();
  const names = known.map(({ name }) => name);
  return {
    unknown: used.filter((tag) => !names.some(same(tag))),
    missing: known.filter(({ name, required }) => required && !used.some(same(name))).map(({ name }) => name),
  };
}

export type Values = Readonly<Record<string, string | undefined>>;
type Escape = 'html' | 'text' | 'subject' | 'url';

/**
 * The text with each tag replaced by its value; a tag without a value leaves nothing. `html` looks at where the tag
 * stands: in text it is escaped and its lines kept, as a whole `href` or `src` it must be a web or mail address (`#`
 * stands for any other), further in an address it is percent-encoded. `subject` gives one line, `url` a part of one.
 */
export function render(text: string, values: Values, { escape: wanted }: { escape: Escape }): string {
  const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value ?? '']));
  const position = htmlPosition();
  let rendered = '';
  for (const part of partsOf(text)) {
    if ('text' in part) {
      rendered += part.text;
      if (wanted === 'html') position.read(part.text);
      continue;
    }
    const value = byName.get(part.tag.toLowerCase()) ?? '';
    const written = wanted === 'html' ? inHtml(value, position.now()) : ESCAPES[wanted](value);
    rendered += written;
    if (wanted === 'html') position.read(written);
  }
  return wanted === 'subject' ? onOneLine(rendered) : rendered;
}

function inHtml(value: string, where: Position): string {
  switch (where) {
    case 'text':
      return escapedHtml(visible(value)).replace(/\r\n|\r|\n/g, '<br />');
    case 'attribute':
      return escapedHtml(onOneLine(value));
    case 'href':
    case 'src':
      return value === '' ? '' : isWebAddress(value) ? escapedHtml(value) : '#';
    case 'within-address':
      return escapedHtml(encoded(value));
    case 'markup':
      return '';
  }
}

/** Without control characters but tabs and ends of lines. */
const visible = (value: string) => value.replace(/(?![\t\r\n])\p{Cc}/gu, '');
const onOneLine = (value: string) => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
// A half of a character would make encodeURIComponent throw.
const encoded = (value: string) => encodeURIComponent(value.toWellFormed());

const ESCAPES = { text: visible, subject: onOneLine, url: encoded };
