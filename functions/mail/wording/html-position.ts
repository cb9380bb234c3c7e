/**
 * Where in HTML one stands: in text, in an attribute's quotes, at the beginning of an address (`href` or `src`), further
 * in it, or in a tag's own markup, where no value belongs.
 */
export type Position = 'text' | 'attribute' | 'href' | 'src' | 'within-address' | 'markup';

/** Follows HTML as it is written, piece after piece. It need not be well formed: what is in doubt is markup. */
export function htmlPosition(): { read(html: string): void; now(): Position } {
  let inTag = false;
  let quote: string | undefined;
  /** The word before the present quote: the attribute's name. */
  let name = '';
  let nameEnded = false;
  let isBlank = true;

  function readMarkup(character: string): void {
    if (character === '>') inTag = false;
    else if (character === '"' || character === "'") {
      quote = character;
      isBlank = true;
    } else if (character === '/' || character.trim() === '') nameEnded = true;
    else if (character !== '=') {
      name = nameEnded ? character : name + character;
      nameEnded = false;
    }
  }

  function readCharacter(character: string): void {
    if (quote !== undefined) {
      if (character !== quote) isBlank &&= character.trim() === '';
      else {
        quote = undefined;
        nameEnded = true;
      }
    } else if (inTag) readMarkup(character);
    else if (character === '<') {
      inTag = true;
      name = '';
    }
  }

  return {
    read(html) {
      for (const character of html) readCharacter(character);
    },
    now() {
      if (!inTag) return 'text';
      if (quote === undefined) return 'markup';
      const attribute = name.toLowerCase();
      if (attribute !== 'href' && attribute !== 'src') return 'attribute';
      return isBlank ? attribute : 'within-address';
    },
  };
}
