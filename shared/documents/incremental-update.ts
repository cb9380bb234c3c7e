import {
  type PDF,
  PdfArray,
  PdfBool,
  PdfDict,
  PdfName,
  PdfNull,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core';
import { sha256 } from './cms.ts';
import type { XrefChain } from './xref-chain.ts';
import type { Entry } from './xref-section.ts';

/**
 * Objects to append to a document as one incremental update (ISO 32000-1, 7.5.6): the bytes that are there stay as
 * they are. LibPDF's own writer rewrites linearized files whole, which would break that promise.
 */
export class IncrementalUpdate {
  private readonly pdf: PDF;
  private readonly original: Uint8Array;
  private readonly chain: XrefChain;
  private readonly bodies = new Map<PdfRef, string>();
  private nextNumber: number;

  constructor(pdf: PDF, original: Uint8Array, chain: XrefChain) {
    this.pdf = pdf;
    this.chain = chain;
    this.original = original;
    const size = pdf.context.info.trailer.getNumber('Size')?.value ?? 0;
    this.nextNumber = Math.max(size, pdf.context.registry.nextObjectNumber);
  }

  /** A number for an object that will be written later. */
  reserve(): PdfRef {
    return PdfRef.of(this.nextNumber++, 0);
  }

  /** Writes an object, new or in the place of an older one, from PDF syntax given as Latin-1 text. */
  write(ref: PdfRef, body: string): PdfRef {
    this.bodies.set(ref, body);
    return ref;
  }

  add(body: string): PdfRef {
    return this.write(this.reserve(), body);
  }

  register(object: PdfDict): PdfRef {
    if (!(object instanceof PdfStream)) return this.add(pdfSyntax(object));
    const entries = [...object].map(([key, value]) => `${nameSyntax(key.value)} ${pdfSyntax(value)}`);
    return this.addStream(entries.join(' '), Buffer.from(object.data).toString('latin1'));
  }

  addStream(dict: string, content: string): PdfRef {
    return this.add(`<<${dict} /Length ${content.length}>>\nstream\n${content}\nendstream`);
  }

  /** The document followed by the update; `bodyAt` tells where in it the body of an object begins. */
  toBytes(): { bytes: Buffer; bodyAt: (ref: PdfRef) => number } {
    const original = Buffer.from(this.original.buffer, this.original.byteOffset, this.original.length);
    const separator = /[\r\n]/.test(String.fromCharCode(original.at(-1) ?? 0)) ? '' : '\n';
    const offsets: Entries = new Map(this.chain.isMended ? whatIsThere(this.chain) : []);
    let at = original.length + separator.length;
    const bodies = new Map<PdfRef, number>();
    const objects = [...this.bodies].map(([ref, body]) => {
      const head = `${ref.objectNumber} ${ref.generation} obj\n`;
      const text = `${head}${body}\nendobj\n`;
      offsets.set(ref.objectNumber, { type: 1, value: at, extra: ref.generation });
      bodies.set(ref, at + head.length);
      at += text.length;
      return text;
    });
    // Only a stream can say that an object is in an object stream.
    const needsStream = this.chain.endsInStream || [...offsets.values()].some(({ type }) => type === 2);
    const xref = needsStream ? this.xrefStream(offsets, at) : this.xrefTable(offsets);
    const end = `${xref}startxref\n${at - this.chain.base}\n%%EOF\n`;
    const bytes = Buffer.concat([original, Buffer.from(`${separator}${objects.join('')}${end}`, 'latin1')]);
    return { bytes, bodyAt: (ref) => bodies.get(ref)! };
  }

  private xrefTable(entries: Entries): string {
    const sections = consecutive(entries).map(
      (run) => `${run[0]![0]} ${run.length}\n${run.map(([, entry]) => this.tableRow(entry)).join('')}`,
    );
    return `xref\n${sections.join('')}trailer\n<<${this.trailer(this.nextNumber)}>>\n`;
  }

  private tableRow({ type, value, extra }: Entry): string {
    return `${digits(this.fromBase(type, value), 10)} ${digits(extra, 5)} ${type === 0 ? 'f' : 'n'}\r\n`;
  }

  private xrefStream(entries: Entries, at: number): string {
    const self = this.reserve();
    const all = consecutive(new Map([...entries, [self.objectNumber, { type: 1, value: at, extra: 0 }]]));
    const index = all.map((run) => `${run[0]![0]} ${run.length}`).join(' ');
    const rows = all
      .flat()
      .map(([, { type, value, extra }]) => `${hex(type, 1)}${hex(this.fromBase(type, value), 5)}${hex(extra, 3)}`)
      .join('');
    const data = Buffer.from(rows, 'hex').toString('latin1');
    const dict = `/Type /XRef /W [1 5 3] /Index [${index}]${this.trailer(this.nextNumber)}`;
    return `${self.objectNumber} 0 obj\n<<${dict} /Length ${data.length}>>\nstream\n${data}\nendstream\nendobj\n`;
  }

  /** Offsets count from the header, as those of the document do. */
  private fromBase(type: number, value: number): number {
    return type === 1 ? value - this.chain.base : value;
  }

  private trailer(size: number): string {
    const { trailer } = this.pdf.context.info;
    const id = trailer.getArray('ID')?.at(0);
    const content = [...this.bodies.values()].map((body) => Buffer.from(body, 'latin1'));
    const newId = Buffer.from(sha256(...content).subarray(0, 16)).toString('hex');
    const firstId = id instanceof PdfString ? Buffer.from(id.bytes).toString('hex') : newId;
    const kept = ['Root', 'Info'].map((key) => {
      const value = trailer.get(key);
      return value ? ` /${key} ${pdfSyntax(value)}` : '';
    });
    // A mended document's own chain leads nowhere: the update says where everything is.
    const previous = this.chain.isMended ? '' : ` /Prev ${this.chain.startXref}`;
    return ` /Size ${size}${previous}${kept.join('')} /ID [<${firstId}> <${newId}>]`;
  }
}

type Entries = Map<number, Entry>;

/** Every object of a document, and the head of the list of those that are none. */
const whatIsThere = ({ entries }: XrefChain): [number, Entry][] => [
  [0, { type: 0, value: 0, extra: 65_535 }],
  ...[...entries].filter(([number, { type }]) => number > 0 && (type === 1 || type === 2)),
];

function consecutive(entries: Entries): [number, Entry][][] {
  const runs: [number, Entry][][] = [];
  for (const entry of [...entries].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.at(-1)![0] === entry[0] - 1) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

const digits = (value: number, width: number) => String(value).padStart(width, '0');
const hex = (value: number, bytes: number) => value.toString(16).padStart(bytes * 2, '0');

/** The PDF syntax of a parsed object, as Latin-1 text. */
export function pdfSyntax(object: PdfObject): string {
  if (object instanceof PdfStream) throw new Error('A stream is no direct object.');
  if (object instanceof PdfDict) return dictSyntax(object);
  if (object instanceof PdfArray) return `[${[...object].map(pdfSyntax).join(' ')}]`;
  if (object instanceof PdfName) return nameSyntax(object.value);
  if (object instanceof PdfRef) return `${object.objectNumber} ${object.generation} R`;
  if (object instanceof PdfString) return `<${Buffer.from(object.bytes).toString('hex')}>`;
  if (object instanceof PdfNumber) return numberSyntax(object.value);
  if (object instanceof PdfBool) return String(object.value);
  if (object instanceof PdfNull) return 'null';
  throw new Error(`Unexpected object ${object.type}.`);
}

/** A dictionary with some entries set to the PDF syntax given. */
export function dictSyntax(dict: PdfDict, changes: Record<string, string> = {}): string {
  const kept = [...dict]
    .filter(([key]) => !(key.value in changes))
    .map(([key, value]) => [key.value, pdfSyntax(value)]);
  const entries = [...kept, ...Object.entries(changes)];
  return `<<${entries.map(([key, value]) => `${nameSyntax(key!)} ${value}`).join('\n')}>>`;
}

const nameSyntax = (name: string) =>
  `/${[...Buffer.from(name, 'utf8')].map((byte) => (/[!$&'*+\-.0-9:;=?@A-Z^_`a-z|~,"]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `#${hex(byte, 1)}`)).join('')}`;

/** PDF has no exponents. */
export const numberSyntax = (value: number) => String(Number(value.toFixed(5)));

/** A text string: plain where ASCII does, UTF-16BE otherwise (ISO 32000-1, 7.9.2.2). */
export function textSyntax(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/** A date, UTC (ISO 32000-1, 7.9.4). */
export const dateSyntax = (at: Date) => `(D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`;
