/** Characters of WinAnsiEncoding (Windows-1252) that stand elsewhere in Unicode, from 0x80 to 0x9f. */
const high = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/** Letters that have no accent to lose: Unicode gives them no decomposition. */
const letters: Record<string, string> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
  Ŋ: 'N',
  ŋ: 'n',
  Ŧ: 'T',
  ŧ: 't',
  Ə: 'A',
  ə: 'a',
  ẞ: 'SS',
  '\u202f': '\u00a0',
  '\u2011': '-',
  '\u2212': '-',
  '\u2009': ' ',
};

const greek = transliteration(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
);
const cyrillic = transliteration(
  'а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ ʺ ы y ь ʹ э e ю yu я ya і i є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz',
);

function transliteration(table: string): Map<string, string> {
  const words = table.split(' ');
  const pairs = words.flatMap((letter, i): [string, string][] => {
    if (i % 2) return [];
    const latin = words[i + 1]!.replace(/[ʹʺ]/, '');
    return [
      [letter, latin],
      [letter.toUpperCase(), latin.slice(0, 1).toUpperCase() + latin.slice(1)],
    ];
  });
  return new Map(pairs);
}

/**
 * Text as the standard PDF fonts can show it, one character per byte (Latin-1 string of WinAnsi codes). What they
 * lack loses its accents (Nguyễn -> Nguyen), is transliterated (Γιώργος -> Giorgos) or becomes "?". The exact name
 * always stands beside, in Unicode, in the signature itself.
 */
export function toWinAnsi(text: string): string {
  if (/^[\x20-\x7e\xa0-\xff]*$/.test(text)) return text;
  return [...text.normalize('NFC').replace(/ο[υύ]/g, 'ou')].map(encode).join('');
}

function encode(character: string): string {
  const code = character.codePointAt(0)!;
  if ((code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff)) return character;
  const place = code > 0xff ? high.indexOf(character) : -1;
  if (place >= 0) return String.fromCharCode(0x80 + place);
  const known = letters[character] ?? greek.get(character) ?? cyrillic.get(character);
  if (known !== undefined) return known;
  // Its parts as they are: put together again, as Hangul would be, they would be taken apart without end.
  const parts = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (parts !== character && parts !== '') return [...parts].map(encode).join('');
  return /\p{M}|\p{Cc}|\p{Cf}|\p{Extended_Pictographic}|\p{Emoji_Modifier}/u.test(character) ? '' : '?';
}

/** Whether the standard fonts show a text so that it can be read: no letter of it becomes "?". */
export const isShown = (text: string): boolean =>
  [...toWinAnsi(text)].filter((character) => character === '?').length === text.split('?').length - 1;

/** The Unicode character of a WinAnsi code: what a font's metrics are looked up by. */
export const fromWinAnsi = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (character) => high[character.charCodeAt(0) - 0x80]!);
