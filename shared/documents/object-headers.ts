import { TokenReader } from './pdf-tokens.ts';

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isBlank = (byte: number | undefined) => byte !== undefined && byte <= 0x20;

/** Every "12 0 obj" of a file from an offset on, wherever it stands. Linear in the size. */
export function findDefinitions(bytes: Uint8Array, from = 0): { objectNumber: number; at: number }[] {
  const found = [];
  for (const keyword of places(bytes, 'obj', from)) {
    let at = keyword;
    const back = (is: (byte: number | undefined) => boolean) => {
      const from = at;
      // No number is longer, nor any space between: looking back further would make a file slow.
      while (from - at < 12 && is(bytes[at - 1])) at--;
      return from > at;
    };
    back(isBlank);
    if (back(isDigit) && back(isBlank) && back(isDigit))
      found.push({ objectNumber: new TokenReader(bytes, at).integer(), at });
  }
  return found;
}

/** Where a word stands in a file. */
export function* places(bytes: Uint8Array, word: string, from = 0): Generator<number> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = text.indexOf(word, from, 'latin1'); at >= 0; at = text.indexOf(word, at + 1, 'latin1')) yield at;
}
