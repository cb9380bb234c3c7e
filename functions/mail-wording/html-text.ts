import sanitize from 'sanitize-html';
import { unescapedHtml } from './markup.ts';
import { inOneSpelling } from './tags.ts';

/** Empty lines that stand around an element, plus one. Every other element runs on in its line. */
const BREAKS: Readonly<Record<string, number>> = Object.fromEntries([
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'blockquote', 'pre', 'hr'].map(two),
  ...['div', 'center', 'section', 'article', 'header', 'footer', 'main', 'nav', 'aside', 'address', 'figure'].map(one),
  ...['figcaption', 'hgroup', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'caption', 'thead', 'tbody', 'tfoot'].map(one),
]);
function one(name: string): [string, number] {
  return [name, 1];
}
function two(name: string): [string, number] {
  return [name, 2];
}

/** What stands before the lines of a list or a quotation: `first` before the first line alone. */
interface Margin {
  element: string;
  first: string;
  rest: string;
}

interface Link {
  href: string;
  /** Where its words begin, once it has some. */
  from?: number;
  /** What its pictures show, for want of words. */
  alt: string;
}

/** The same words for who reads no HTML: a link's address follows its words, nothing is folded. */
export function textOf(html: string): string {
  const page = new Page();
  sanitize(inOneSpelling(html), {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    nonTextTags: [],
    parseStyleAttributes: false,
    onOpenTag: (name, attributes) => page.open(name, attributes),
    onCloseTag: (name) => page.close(name),
    textFilter: (text) => {
      page.say(unescapedHtml(text));
      return '';
    },
  });
  return page.text();
}

class Page {
  private written = '';
  /** Ends of lines and the space that come before the next word, if there is one. */
  private breaks = 0;
  private space = false;
  private links: Link[] = [];
  private lists: { next: number | undefined }[] = [];
  private margins: Margin[] = [];
  private asIs = 0;

  open(name: string, attributes: Record<string, string>): void {
    this.end(BREAKS[name] ?? 0);
    if (name === 'br') this.newLine();
    else if (name === 'hr') this.word('---');
    else if (name === 'a') this.links.push({ href: attributes.href ?? '', alt: '' });
    else if (name === 'img') this.picture(attributes.alt ?? '');
    else if (name === 'pre') this.asIs++;
    else if (name === 'ul') this.lists.push({ next: undefined });
    else if (name === 'ol') this.lists.push({ next: Number.parseInt(attributes.start ?? '1', 10) || 1 });
    else if (name === 'blockquote') this.margins.push({ element: name, first: '> ', rest: '> ' });
    else if (name === 'li') this.item();
  }

  close(name: string): void {
    if (name === 'a') this.closeLink();
    else if (name === 'pre') this.asIs--;
    else if (name === 'ul' || name === 'ol') this.lists.pop();
    else if (name === 'li' || name === 'blockquote') {
      if (this.margins.at(-1)?.element === name) this.margins.pop();
    }
    this.end(BREAKS[name] ?? 0);
  }

  say(text: string): void {
    if (this.asIs) {
      text.split(/\r\n|\r|\n/).forEach((line, i) => {
        if (i) this.newLine();
        if (line) this.word(line);
      });
      return;
    }
    // A hard space is a part of a word.
    for (const piece of text.split(/([ \t\r\n\f]+)/)) {
      if (piece.trim() === '' && !piece.includes('\u00a0')) this.space ||= piece !== '';
      else this.word(piece);
    }
  }

  text(): string {
    return `${this.written.trim()}\n`;
  }

  private end(breaks: number): void {
    this.breaks = Math.max(this.breaks, breaks);
  }

  private newLine(): void {
    this.breaks++;
  }

  private word(word: string): void {
    if (this.breaks || !this.written) {
      if (this.written) this.written += '\n'.repeat(this.breaks);
      this.written += this.margins.map((margin) => this.margin(margin)).join('');
    } else if (this.space) this.written += ' ';
    for (const link of this.links) link.from ??= this.written.length;
    this.written += word;
    this.breaks = 0;
    this.space = false;
  }

  private margin(margin: Margin): string {
    const { first } = margin;
    margin.first = margin.rest;
    return first;
  }

  private item(): void {
    const list = this.lists.at(-1);
    const mark = list?.next === undefined ? ' * ' : ` ${list.next++}. `;
    this.margins.push({ element: 'li', first: mark, rest: ' '.repeat(mark.length) });
  }

  private picture(alt: string): void {
    const link = this.links.at(-1);
    if (link) link.alt ||= alt.trim();
  }

  private closeLink(): void {
    const link = this.links.pop();
    if (!link) return;
    const said = link.from === undefined ? '' : this.written.slice(link.from).trim();
    if (isBlank(said) && link.alt) this.word(link.alt);
    const words = isBlank(said) ? link.alt : said;
    const address = link.href.trim().replace(/^mailto:(?=[^?{]*$)/i, '');
    if (isBlank(words) || address === '' || address.startsWith('#') || address === words) return;
    this.written += ` <${address}>`;
  }
}

/** Nothing of it is seen. */
const isBlank = (text: string) => /^[\p{White_Space}\p{Cf}\p{Cc}]*$/u.test(text);
