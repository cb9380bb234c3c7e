/**
 * Reads PDF values straight from the file's bytes (ISO 32000-1, 7.3), inflating nothing. It serves to look at a
 * document before a real parser is let near it.
 */
export type RawValue = number | boolean | null | RawName | RawRef | Uint8Array | RawValue[] | RawDict;
export type RawDict = Map<string, RawValue>;
export interface RawName {
  name: string;
}
export interface RawRef {
  objectNumber: number;
  generation: number;
}

/** What is at a place is no PDF value. */
export class PdfSyntaxError extends Error {
  override name = 'PdfSyntaxError';
}

/** Readers would not agree on what this document says. */
export class TwoReadingsError extends Error {
  override name = 'TwoReadingsError';
}

export const optionalNumber = (value: RawValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

export const refOf = (value: RawValue | undefined): RawRef | undefined =>
  value && typeof value === 'object' && 'objectNumber' in value ? value : undefined;

export const nameOf = (value: RawValue | undefined): string | undefined =>
  value && typeof value === 'object' && 'name' in value ? value.name : undefined;

const maxDepth = 50;
const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
const isDelimiter = (byte: number | undefined) =>
  byte !== undefined && '()<>[]{}/%'.includes(String.fromCharCode(byte));

interface Span {
  from: number;
  to: number;
}

export class TokenReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  skipSpace(): void {
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at++;
      if (this.bytes[this.at] !== 0x25) return;
      this.skipLine();
    }
  }

  private skipLine(): void {
    while (this.at < this.bytes.length && this.bytes[this.at] !== 0x0a && this.bytes[this.at] !== 0x0d) this.at++;
  }

  private isNext(keyword: string): boolean {
    for (let i = 0; i < keyword.length; i++) if (this.bytes[this.at + i] !== keyword.charCodeAt(i)) return false;
    return true;
  }

  /** Takes a keyword if it comes next. */
  take(keyword: string): boolean {
    this.skipSpace();
    if (!this.isNext(keyword)) return false;
    this.at += keyword.length;
    return true;
  }

  /** Passes blanks and comments up to a comment that begins with these words. */
  skipTo(comment: string): boolean {
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at++;
      if (this.bytes[this.at] !== 0x25) return false;
      if (this.isNext(comment)) return true;
      this.skipLine();
    }
  }

  integer(): number {
    const word = this.word();
    if (!/^\d{1,12}$/.test(word)) throw new PdfSyntaxError(`expected a number at ${this.at}`);
    return Number(word);
  }

  /** Passes "12 0 obj", and says which object begins there. */
  header(): RawRef {
    const objectNumber = this.integer();
    const generation = this.integer();
    if (!this.take('obj')) throw new PdfSyntaxError(`expected an object at ${this.at}`);
    return { objectNumber, generation };
  }

  objectHeader(): number {
    return this.header().objectNumber;
  }

  dict(): RawDict {
    const value = this.value();
    if (!(value instanceof Map)) throw new PdfSyntaxError(`expected a dictionary before ${this.at}`);
    return value;
  }

  value(depth = 0): RawValue {
    if (depth > maxDepth) throw new PdfSyntaxError('too deep');
    if (this.take('<<')) return this.entries(depth);
    if (this.take('<')) return this.hexString();
    if (this.take('[')) return this.items(depth);
    if (this.take('(')) return this.literalString();
    if (this.take('/')) return { name: this.name() };
    return this.numberOrKeyword();
  }

  private word(): string {
    this.skipSpace();
    const start = this.at;
    while (this.at < this.bytes.length && !isSpace(this.bytes[this.at]) && !isDelimiter(this.bytes[this.at])) this.at++;
    return Buffer.from(this.bytes.subarray(start, this.at)).toString('latin1');
  }

  private name(): string {
    // A name that begins with a space is the empty name: `word` would skip to the next one.
    if (isSpace(this.bytes[this.at])) return '';
    return this.word().replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  private entries(depth: number): RawDict {
    const dict: RawDict = new Map();
    const starts = new Map<string, Span>();
    while (!this.take('>>')) {
      if (!this.take('/')) throw new PdfSyntaxError(`expected a key at ${this.at}`);
      const key = this.name();
      const from = this.at;
      const value = this.value(depth + 1);
      const earlier = starts.get(key);
      // Some readers take the first, others the last.
      if (earlier && !this.isSame(earlier, { from, to: this.at })) throw new TwoReadingsError(`two values of /${key}`);
      starts.set(key, { from, to: this.at });
      dict.set(key, value);
    }
    return dict;
  }

  private isSame(a: Span, b: Span): boolean {
    const [one, other] = [a, b].map(({ from, to }) =>
      Buffer.from(this.bytes.subarray(from, to)).toString('latin1').trim(),
    );
    return one === other;
  }

  private items(depth: number): RawValue[] {
    const items: RawValue[] = [];
    while (!this.take(']')) items.push(this.value(depth + 1));
    return items;
  }

  private hexString(): Uint8Array {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) throw new PdfSyntaxError('unfinished string');
    const hex = Buffer.from(this.bytes.subarray(this.at, end)).toString('latin1').replace(/\s/g, '');
    this.at = end + 1;
    return new Uint8Array(Buffer.from(hex.length % 2 ? `${hex}0` : hex, 'hex'));
  }

  private literalString(): Uint8Array {
    const start = this.at;
    for (let open = 1; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === 0x5c) this.at++;
      else if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) return unescaped(this.bytes.subarray(start, this.at++));
    }
    throw new PdfSyntaxError('unfinished string');
  }

  /** Some writers leave no space after an object that is one word. */
  private valueWord(): string {
    const word = this.word();
    if (!word.endsWith('endobj')) return word;
    this.at -= 'endobj'.length;
    return word.slice(0, -'endobj'.length);
  }

  private numberOrKeyword(): RawValue {
    const word = this.valueWord();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(word)) throw new PdfSyntaxError(`unexpected "${word.slice(0, 20)}"`);
    return /^\d+$/.test(word) ? (this.reference(Number(word)) ?? Number(word)) : Number(word);
  }

  private reference(objectNumber: number): RawRef | undefined {
    const back = this.at;
    const generation = this.word();
    if (/^\d{1,5}$/.test(generation) && this.word() === 'R') return { objectNumber, generation: Number(generation) };
    this.at = back;
    return undefined;
  }
}

const escapes: Record<number, number> = { 110: 0x0a, 114: 0x0d, 116: 0x09, 98: 0x08, 102: 0x0c };
const isOctal = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x37;

/** What stands between the parentheses, its escapes undone (ISO 32000-1, 7.3.4.2). */
function unescaped(raw: Uint8Array): Uint8Array {
  if (!raw.includes(0x5c)) return raw;
  const out = new Uint8Array(raw.length);
  let size = 0;
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] !== 0x5c) {
      out[size++] = raw[at]!;
      continue;
    }
    const byte = raw[++at] ?? 0x5c;
    if (byte === 0x0d || byte === 0x0a) {
      if (byte === 0x0d && raw[at + 1] === 0x0a) at++;
    } else if (isOctal(byte)) {
      let value = byte - 0x30;
      for (let i = 0; i < 2 && isOctal(raw[at + 1]); i++) value = value * 8 + raw[++at]! - 0x30;
      out[size++] = value;
    } else out[size++] = escapes[byte] ?? byte;
  }
  return out.subarray(0, size);
}
