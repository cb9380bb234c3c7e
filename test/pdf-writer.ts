/** Writes a PDF piece by piece, so that tests can say where its cross-reference is right and where it lies. */
export class PdfWriter {
  private text: string;
  private lastSection = 0;
  readonly offsets = new Map<number, number>();

  constructor(head = '%PDF-1.7\n') {
    this.text = head;
  }

  get length(): number {
    return this.text.length;
  }

  /** Adds an object, or a later edition of one. */
  object(number: number, body: string, generation = 0): this {
    this.offsets.set(number, this.text.length);
    return this.add(`${number} ${generation} obj\n${body}\nendobj\n`);
  }

  add(text: string): this {
    this.text += text;
    return this;
  }

  /** A table of the objects named, where they are unless said otherwise, and its end. */
  table(
    entries: (number | TableEntry)[],
    trailer: string,
    { base = 0, end = this.text.length - base }: { base?: number; end?: number } = {},
  ): this {
    this.lastSection = this.text.length - base;
    const rows = entries.map((entry) => {
      const { number, at, generation = 0, free = false } = typeof entry === 'number' ? { number: entry } : entry;
      const offset = at ?? (free ? 0 : this.offsets.get(number)! - base);
      return `${number} 1\n${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${free ? 'f' : 'n'}\r\n`;
    });
    return this.add(
      `xref\n0 1\n0000000000 65535 f\r\n${rows.join('')}trailer\n<<${trailer}>>\nstartxref\n${end}\n%%EOF\n`,
    );
  }

  /** A cross-reference stream of rows `[number, kind, value, third]`. */
  stream(number: number, rows: [number, number, number, number][], dict: string): this {
    this.offsets.set(number, this.text.length);
    this.lastSection = this.text.length;
    const all = [...rows, [number, 1, this.text.length, 0] as const];
    const data = all
      .map(([, kind, value, third]) => String.fromCharCode(kind, value >> 8, value & 255, third))
      .join('');
    return this.add(
      `${number} 0 obj\n<</Type /XRef /W [1 2 1] /Index [${all.map((row) => `${row[0]} 1`).join(' ')}] ${dict} /Length ${data.length}>>\nstream\n${data}\nendstream\nendobj\n`,
    );
  }

  end(at = this.lastSection): this {
    return this.add(`startxref\n${at}\n%%EOF\n`);
  }

  /** Where the last section begins. */
  get section(): number {
    return this.lastSection;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.from(this.text, 'latin1'));
  }
}

export interface TableEntry {
  number: number;
  at?: number;
  generation?: number;
  free?: boolean;
}

export const pageBody = (content = 4) =>
  `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 5 0 R>>>> /Contents ${content} 0 R>>`;

export const contentBody = (words: string) => {
  const content = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`;
  return `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
};

/** Catalog 1, page tree 2, page 3, content 4, font 5, without a cross-reference yet. */
export const onePage = (head?: string): PdfWriter =>
  new PdfWriter(head)
    .object(1, '<</Type /Catalog /Pages 2 0 R>>')
    .object(2, '<</Type /Pages /Kids [3 0 R] /Count 1>>')
    .object(3, pageBody())
    .object(4, contentBody('Contrat'))
    .object(5, '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>');

export const root = '/Size 30 /Root 1 0 R';
