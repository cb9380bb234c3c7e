/** Where in HTML one stands: in text, in an attribute's quotes, in those of an address, or in a tag's own markup. */
export type Place = 'text' | 'attribute' | 'href' | 'src' | 'markup';

export interface Piece {
  place: Place;
  text: string;
  /** Where it begins in the HTML. */
  start: number;
}

/** HTML cut where one place ends and another begins. It need not be well formed: what is in doubt is markup. */
export function* piecesOf(html: string): Generator<Piece> {
  const placeOf = placesAlong();
  let place: Place = 'text';
  let start = 0;
  for (let at = 0; at < html.length; at++) {
    const next = placeOf(html[at] ?? '');
    if (next !== place && at > start) {
      yield { place, text: html.slice(start, at), start };
      start = at;
    }
    place = next;
  }
  if (start < html.length) yield { place, text: html.slice(start), start };
}

/** Tells of each character in turn where it stands. */
function placesAlong(): (character: string) => Place {
  let inTag = false;
  let quote: string | undefined;
  /** The word before the present quote: the attribute's name. */
  let name = '';
  let nameEnded = false;

  function readMarkup(character: string): void {
    if (character === '>') inTag = false;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '/' || character.trim() === '') nameEnded = true;
    else if (character !== '=') {
      name = nameEnded ? character : name + character;
      nameEnded = false;
    }
  }

  function inQuotes(): Place {
    const attribute = name.toLowerCase();
    return attribute === 'href' || attribute === 'src' ? attribute : 'attribute';
  }

  return (character) => {
    if (quote !== undefined) {
      if (character !== quote) return inQuotes();
      quote = undefined;
      nameEnded = true;
    } else if (inTag) readMarkup(character);
    else if (character === '<') {
      inTag = true;
      name = '';
    } else return 'text';
    return 'markup';
  };
}
