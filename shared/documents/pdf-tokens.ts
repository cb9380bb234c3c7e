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

const maxDepth = 50;
const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
const isDelimiter = (byte: number | undefined) =>
  byte !== undefined && '()<>[]{}/%'.includes(String.fromCharCode(byte));

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
      while (this.at < this.bytes.length && this.bytes[this.at] !== 0x0a && this.bytes[this.at] !== 0x0d) this.at++;
    }
  }

  /** Takes a keyword if it comes next. */
  take(keyword: string): boolean {
    this.skipSpace();
    for (let i = 0; i < keyword.length; i++) if (this.bytes[this.at + i] !== keyword.charCodeAt(i)) return false;
    this.at += keyword.length;
    return true;
  }

  integer(): number {
    const word = this.word();
    if (!/^\d{1,12}$/.test(word)) throw new PdfSyntaxError(`expected a number at ${this.at}`);
    return Number(word);
  }

  /** Passes "12 0 obj". */
  objectHeader(): number {
    const objectNumber = this.integer();
    this.integer();
    if (!this.take('obj')) throw new PdfSyntaxError(`expected an object at ${this.at}`);
    return objectNumber;
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
    while (!this.take('>>')) {
      if (!this.take('/')) throw new PdfSyntaxError(`expected a key at ${this.at}`);
      dict.set(this.name(), this.value(depth + 1));
    }
    return dict;
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

  /** The raw bytes between the parentheses: nobody needs the escapes undone here. */
  private literalString(): Uint8Array {
    const start = this.at;
    for (let open = 1; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === 0x5c) this.at++;
      else if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) return this.bytes.subarray(start, this.at++);
    }
    throw new PdfSyntaxError('unfinished string');
  }

  private numberOrKeyword(): RawValue {
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfSyntaxError(`unexpected "${word.slice(0, 20)}"`);
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
