import { inflateSync, constants as zlib } from 'node:zlib';
import { PdfSyntaxError } from './pdf-tokens.ts';
import { PdfBombError } from './xref-chain.ts';

/** One filter of a stream: its name, short or long, and whether LZW widens its codes one code early (`/EarlyChange`). */
export interface StreamFilter {
  name: string;
  earlyChange: number;
}

/** Filters by their names and the abbreviations that readers take for them everywhere. */
const spellings: Record<string, (data: Uint8Array) => Uint8Array> = {
  ASCII85Decode: fromAscii85,
  A85: fromAscii85,
  ASCIIHexDecode: fromAsciiHex,
  AHx: fromAsciiHex,
  // Of a document that is not encrypted, or no longer, it changes nothing.
  Crypt: (data) => data,
};
const expansions: Record<string, (data: Uint8Array, most: number, filter: StreamFilter) => number> = {
  FlateDecode: inflatedSize,
  Fl: inflatedSize,
  LZWDecode: lzwSize,
  LZW: lzwSize,
  RunLengthDecode: runLengthSize,
  RL: runLengthSize,
};

export const isExpanding = ({ name }: StreamFilter): boolean => Object.hasOwn(expansions, name);

/**
 * How many bytes a stream has once the filter that multiplies its size is undone, none when there is no such filter: the
 * other ones merely spell bytes, or describe images. Throws `PdfBombError` beyond `most`, and where the size cannot be
 * told because that filter comes after one that is not undone here; `PdfSyntaxError` on misspelled bytes.
 */
export function decodedSize(data: Uint8Array, filters: readonly StreamFilter[], most: number): number {
  const at = filters.findIndex(isExpanding);
  const filter = filters[at];
  if (!filter) return 0;
  const packed = filters.slice(0, at).reduce((spelled, { name }) => {
    if (!Object.hasOwn(spellings, name)) throw new PdfBombError(`${filter.name} after ${name}`);
    return spellings[name]!(spelled);
  }, data);
  const size = expansions[filter.name]!(packed, most, filter);
  if (size > most) throw new PdfBombError('expands without end');
  return size;
}

function inflatedSize(data: Uint8Array, most: number): number {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, most), finishFlush: zlib.Z_SYNC_FLUSH }).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new PdfBombError('inflates without end');
    // A page that a reader shows in part is its sender's affair: the bytes signed are the bytes shown.
    return 0;
  }
}

const clear = 256;
const endOfData = 257;
/** Codes have 12 bits at most. */
const mostCodes = 4096;

/** Of LZW only the lengths of what its codes stand for are kept (ISO 32000-1, 7.4.4). */
function lzwSize(data: Uint8Array, most: number, { earlyChange }: StreamFilter): number {
  if (earlyChange !== 0 && earlyChange !== 1) throw new PdfSyntaxError('LZW of an unknown kind');
  const lengths = new Uint16Array(mostCodes).fill(1, 0, clear);
  let next = endOfData + 1;
  let previous = 0;
  let size = 0;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    const width = Math.min(12, 32 - Math.clz32(next + earlyChange));
    if (bits < width) continue;
    bits -= width;
    const code = (held >>> bits) & ((1 << width) - 1);
    if (code === endOfData || size > most) break;
    if (code === clear) {
      next = endOfData + 1;
      previous = 0;
      continue;
    }
    // A code that is not there yet stands for the previous one and its first byte again.
    const length = code < next ? lengths[code]! : previous + 1;
    if (previous > 0 && next < mostCodes) lengths[next++] = previous + 1;
    previous = length;
    size += length;
  }
  return size;
}

/** A length below 128 announces that many bytes and one more; above it, one byte to be repeated; 128 is the end. */
function runLengthSize(data: Uint8Array): number {
  let size = 0;
  for (let at = 0; at < data.length && data[at] !== 128; ) {
    const length = data[at]!;
    size += length < 128 ? length + 1 : 257 - length;
    at += length < 128 ? length + 2 : 2;
  }
  return size;
}

const isSpace = (byte: number) => byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;

/** Letters are strict, blanks and the end lenient: what only some readers can read must not measure small. */
function fromAscii85(data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(data.length * 4);
  let size = 0;
  let value = 0;
  let digits = 0;
  for (const byte of data) {
    if (isSpace(byte)) continue;
    if (byte === 0x7e) break;
    if (byte === 0x7a && digits === 0) {
      size += 4;
      continue;
    }
    if (byte < 0x21 || byte > 0x75) throw new PdfSyntaxError('not ASCII85');
    value = value * 85 + byte - 0x21;
    if (++digits < 5) continue;
    out.writeUInt32BE(value % 2 ** 32, size);
    size += 4;
    value = digits = 0;
  }
  if (digits > 1) {
    for (let i = digits; i < 5; i++) value = value * 85 + 84;
    out.writeUInt32BE(value % 2 ** 32, size);
    size += digits - 1;
  }
  return out.subarray(0, size);
}

function fromAsciiHex(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0x3e);
  const letters = Buffer.from(data.subarray(0, end < 0 ? data.length : end).filter((byte) => !isSpace(byte))).toString(
    'latin1',
  );
  if (!/^[0-9A-Fa-f]*$/.test(letters)) throw new PdfSyntaxError('not hexadecimal');
  return Buffer.from(letters.length % 2 ? `${letters}0` : letters, 'hex');
}
