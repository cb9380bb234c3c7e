import type { StoredWording } from './email-template-view.ts';
import { piecesOf } from './html-pieces.ts';
import { escapedHtml, unescapedHtml } from './markup.ts';
import { inOneSpelling } from './tags.ts';

type Words = Pick<StoredWording, 'html' | 'text'>;

/** Links led one by one; whatever comes after them opens its page directly. */
const MOST = 100;

const PAGE = /^https?:\/\//i;
/** An address in a text: the whole of it where it stands in brackets, otherwise without what ends a sentence. */
const IN_TEXT = /<(https?:\/\/[^\s<>]+)>|https?:\/\/[^\s<>"]+/gi;
const ENDS = ".,;:!?)]'’»";

/**
 * The words with each link to a page led through another: `{{tag}}/0`, `{{tag}}/1`… in HTML and text alike; and the
 * addresses that stood there, in that order, their tags in one spelling. What opens no page (a mailbox, a telephone), and
 * a link that is a tag from its beginning on, such as that of unsubscribing, stay as they are.
 */
export function ledThrough<W extends Words>(tag: string, words: W): { words: W; links: string[] } {
  const links: string[] = [];
  const led = (address: string): string => {
    const known = links.indexOf(address);
    if (known < 0 && links.length === MOST) return address;
    return `{{${tag}}}/${known < 0 ? links.push(address) - 1 : known}`;
  };
  const html = [...piecesOf(words.html)].map(({ place, text }) => {
    const address = place === 'href' ? inOneSpelling(unescapedHtml(text).trim()) : '';
    return PAGE.test(address) ? escapedHtml(led(address)) : text;
  });
  const text = inOneSpelling(words.text).replace(IN_TEXT, (found, whole?: string) => {
    if (whole) return `<${led(whole)}>`;
    let end = found.length;
    while (ENDS.includes(found[end - 1] ?? ' ')) end--;
    return led(found.slice(0, end)) + found.slice(end);
  });
  return { words: { ...words, html: html.join(''), text }, links };
}
