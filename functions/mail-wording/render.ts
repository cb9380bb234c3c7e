import { isWebAddress, opensSafely } from './address.ts';
import { type Place, piecesOf } from './html-pieces.ts';
import { escapedHtml, unescapedHtml } from './markup.ts';
import { inOneSpelling, partsOf } from './tags.ts';

export type Values = Readonly<Record<string, string | undefined>>;
type ValueFor = (tag: string) => string;

/**
 * The text with each tag replaced by its value; a tag without a value leaves nothing. `html` looks at where the tag
 * stands: in text it is escaped and its lines kept, in an address it cannot change what is opened. `text` does so for
 * addresses in angle brackets. `subject` gives one line, `url` a part of an address.
 */
export function render(
  text: string,
  values: Values,
  { escape: wanted }: { escape: 'html' | 'text' | 'subject' | 'url' },
): string {
  const byName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value ?? '']));
  const valueFor = (tag: string) => byName.get(tag.toLowerCase()) ?? '';
  switch (wanted) {
    case 'html':
      return [...piecesOf(text)].map((piece) => inHtml(piece.text, piece.place, valueFor)).join('');
    case 'text':
      return inText(text, valueFor);
    case 'subject':
      return onOneLine(filled(text, (tag) => onOneLine(valueFor(tag))));
    case 'url':
      return filled(text, (tag) => encoded(valueFor(tag)));
  }
}

const filled = (text: string, valueFor: ValueFor) =>
  [...partsOf(text)].map((part) => ('tag' in part ? valueFor(part.tag) : part.text)).join('');

function inHtml(text: string, place: Place, valueFor: ValueFor): string {
  switch (place) {
    case 'text':
      return filled(text, (tag) => escapedHtml(visible(valueFor(tag))).replace(/\r\n|\r|\n/g, '<br />'));
    case 'attribute':
      return filled(text, (tag) => escapedHtml(onOneLine(valueFor(tag))));
    case 'href':
    case 'src':
      return escapedHtml(addressOf(unescapedHtml(text), valueFor));
    case 'markup':
      return filled(text, () => '');
  }
}

const BRACKETED = /(<[^\s<>]+>)/;

function inText(text: string, valueFor: ValueFor): string {
  const shown = (words: string) => filled(words, (tag) => visible(valueFor(tag)));
  return inOneSpelling(text)
    .split(BRACKETED)
    .map((words) => {
      const inside = BRACKETED.test(words) ? words.slice(1, -1) : '';
      if (/^(https?|mailto|tel):/i.test(inside)) return `<${addressOf(inside, valueFor)}>`;
      // It may be no link, but what stands between brackets: what has no scheme is shown.
      return inside.startsWith('{{') && !opensSafely(shown(inside)) ? '<#>' : shown(words);
    })
    .join('');
}

/**
 * An address: at its beginning a value must be that of a page or a mailbox, further in it is percent-encoded. `#`
 * stands for one that would open anything else, whichever of its parts say so.
 */
function addressOf(text: string, valueFor: ValueFor): string {
  let address = '';
  for (const part of partsOf(text)) {
    if ('text' in part) address += part.text;
    else {
      const value = valueFor(part.tag);
      if (address.trim() !== '') address += encoded(value);
      else address += value === '' || isWebAddress(value) ? value : '#';
    }
  }
  // Some programs follow no address that begins with a space.
  return opensSafely(address) ? address.trim() : '#';
}

/** Without control characters but tabs and ends of lines. */
const visible = (value: string) => value.replace(/(?![\t\r\n])\p{Cc}/gu, '');
const onOneLine = (value: string) => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
// A half of a character would make encodeURIComponent throw.
const encoded = (value: string) => encodeURIComponent(value.toWellFormed());
