import { type Piece, type Place, piecesOf } from './html-pieces.ts';
import { partsOf, type Spot, spotsOf } from './tags.ts';

/** Elements that a rich editor puts anywhere in a line. */
const INLINE = new Set(
  `a abbr b bdi bdo cite code del em font i ins kbd mark q s samp small span strong sub sup tt u var wbr`.split(' '),
);

const isInline = (markup: string) =>
  [...markup.matchAll(/<\/?([a-z][a-z\d]*)/gi)].every(([, name = '']) => INLINE.has(name.toLowerCase()));

interface Written extends Omit<Spot, 'start' | 'end'> {
  /** As it stands in the HTML. */
  written: string;
  /** Markup runs through it: whoever reads sees a tag, but it is none. */
  isBroken: boolean;
}

/** The tags of an HTML text and what looks like one: in its attributes, and in its words as they are read in a row. */
export function spotsInHtml(html: string): Written[] {
  const pieces = [...piecesOf(html)];
  const words = wordsOf(pieces);
  const inWords = [...spotsOf(words.text)].map(({ start, end, tag }): Written => {
    const written = html.slice(words.origins[start], (words.origins[end - 1] ?? start) + 1);
    return { ...(tag !== undefined && { tag }), written, isBroken: written.includes('<') };
  });
  const inAttributes = pieces
    .filter(({ place }) => place !== 'text' && place !== 'markup')
    .flatMap(({ text }) =>
      [...spotsOf(text)].map(
        ({ start, end, tag }): Written => ({
          ...(tag !== undefined && { tag }),
          written: text.slice(start, end),
          isBroken: false,
        }),
      ),
    );
  return [...inWords, ...inAttributes];
}

/** What is read, and where in the HTML each character of it stands. */
function wordsOf(pieces: readonly Piece[]): { text: string; origins: number[] } {
  let text = '';
  const origins: number[] = [];
  for (const piece of pieces) {
    const isText = piece.place === 'text';
    const read = isText ? piece.text : piece.place === 'markup' && !isInline(piece.text) ? '\n' : '';
    text += read;
    for (let i = 0; i < read.length; i++) origins.push(piece.start + i);
  }
  return { text, origins };
}

/** The texts of an HTML text in which a tag may stand: its words as they are read in a row, and each attribute. */
export function textsInHtml(html: string): string[] {
  const pieces = [...piecesOf(html)];
  const attributes = pieces.flatMap(({ place, text }) => (place === 'text' || place === 'markup' ? [] : [text]));
  return [wordsOf(pieces).text, ...attributes];
}

/** The addresses that an HTML text holds. */
export const addressesIn = (html: string): { attribute: 'href' | 'src'; address: string }[] =>
  [...piecesOf(html)].flatMap(({ place, text }) =>
    place === 'href' || place === 'src' ? [{ attribute: place, address: text }] : [],
  );

/** Where the tags of an HTML text stand, and whether each is the whole of its address. */
export function placesOf(html: string): { tag: string; position: Place | 'within-address'; whole: boolean }[] {
  return [...piecesOf(html)].flatMap(({ place, text }) => {
    const isAddress = place === 'href' || place === 'src';
    const parts = [...partsOf(text.trim())];
    return parts.flatMap((part, i) => {
      if ('text' in part) return [];
      const position = isAddress && i > 0 ? 'within-address' : place;
      return [{ tag: part.tag, position, whole: isAddress && parts.length === 1 }];
    });
  });
}
