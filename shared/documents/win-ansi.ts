/** Characters of WinAnsiEncoding (Windows-1252) that stand elsewhere in Unicode, from 0x80 to 0x9f. */
const high = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/** Spaces and hyphens of which the standard fonts have one only. */
const alike: Record<string, string> = { '\u202f': '\u00a0', '\u2009': ' ', '\u2011': '-', '\u2212': '-' };

/** The WinAnsi code of a character as a Latin-1 character; undefined if the standard PDF fonts lack it. */
export function winAnsi(character: string): string | undefined {
  const code = character.codePointAt(0)!;
  if ((code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff)) return character;
  const place = code > 0xff ? high.indexOf(character) : -1;
  return place >= 0 ? String.fromCharCode(0x80 + place) : alike[character];
}

/** Text that the standard fonts can show, one WinAnsi code per character (Latin-1 string). */
export const toWinAnsi = (text: string): string =>
  /^[\x20-\x7e\xa0-\xff]*$/.test(text) ? text : [...text].map((character) => winAnsi(character) ?? '?').join('');

/** The Unicode character of a WinAnsi code: what a font's metrics are looked up by. */
export const fromWinAnsi = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (character) => high[character.charCodeAt(0) - 0x80]!);
