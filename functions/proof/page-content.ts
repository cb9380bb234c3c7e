import { deflateSync } from 'node:zlib';
import { type PDF, type PDFPage, PdfDict, PdfName, type PdfRef, PdfStream } from '@libpdf/core';
import { numberSyntax } from '../../shared/documents/incremental-update.ts';
import { toWinAnsi } from '../../shared/documents/win-ansi.ts';

/** Fonts that every reader has, so nothing is embedded. */
const fonts = ['Helvetica', 'Helvetica-Bold', 'Courier'] as const;
type Font = (typeof fonts)[number];

/** RGB, 0 to 1: the colours of the sheet that a seal adds after the last page, as both make one document. */
const inks = {
  ink: [0.11, 0.13, 0.17],
  soft: [0.4, 0.43, 0.48],
  accent: [0.08, 0.33, 0.55],
  line: [0.83, 0.85, 0.88],
  tint: [0.955, 0.968, 0.98],
} as const;
type Ink = keyof typeof inks;

export interface Style {
  font: Font;
  size: number;
  ink: Ink;
}

/** Between two lines of text, in points. */
export const leading = (style: Style) => style.size * 1.42;

/** What is drawn on a page, gathered into one stream: LibPDF's own drawing makes two objects of every line of text. */
export class PageContent {
  private readonly operators: string[] = [];

  /** Lines of text, the first one's baseline at `y`. */
  text(x: number, y: number, lines: readonly string[], style: Style): void {
    const shown = lines.map((line) => `(${toWinAnsi(line).replace(/[\\()]/g, '\\$&')}) Tj`);
    const font = `/F${fonts.indexOf(style.font)} ${numbers(style.size)} Tf ${numbers(leading(style))} TL`;
    this.operators.push(`BT ${paint(style.ink)} ${font} ${numbers(x, y)} Td ${shown.join(' T* ')} ET`);
  }

  box(x: number, y: number, width: number, height: number, ink: Ink): void {
    this.operators.push(`${paint(ink)} ${numbers(x, y, width, height)} re f`);
  }

  /** Makes this the content of a page. */
  fill(pdf: PDF, page: PDFPage, resources: PdfRef): void {
    const stream = new PdfStream(
      [['Filter', PdfName.of('FlateDecode')]],
      new Uint8Array(deflateSync(Buffer.from(this.operators.join('\n'), 'latin1'))),
    );
    page.dict.set('Contents', pdf.register(stream));
    page.dict.set('Resources', resources);
  }
}

/** The /Resources of every page. */
export function fontResources(pdf: PDF): PdfRef {
  const dicts = fonts.map((name, i): [string, PdfDict] => [
    `F${i}`,
    PdfDict.of({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('Type1'),
      BaseFont: PdfName.of(name),
      Encoding: PdfName.of('WinAnsiEncoding'),
    }),
  ]);
  return pdf.register(PdfDict.of({ Font: PdfDict.of(Object.fromEntries(dicts)) }));
}

const numbers = (...values: number[]) => values.map(numberSyntax).join(' ');
const paint = (ink: Ink) => `${numbers(...inks[ink])} rg`;
