import { deflateSync } from 'node:zlib';
import { type PDF, type PDFPage, PdfName, type PdfRef, PdfStream } from '@libpdf/core';
import { numberSyntax } from '../../shared/documents/incremental-update.ts';
import type { Font, Lettering } from '../../shared/documents/lettering.ts';

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
  private readonly letters: Lettering;
  private readonly operators: string[] = [];

  constructor(letters: Lettering) {
    this.letters = letters;
  }

  /** Lines of text, the first one's baseline at `y`. */
  text(x: number, y: number, lines: readonly string[], style: Style): void {
    lines.forEach((line, i) => {
      const shown = this.letters.show(x, y - i * leading(style), line, style.font, style.size, stroke(style.ink));
      this.operators.push(`BT ${paint(style.ink)} ${shown} ET`);
    });
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

const numbers = (...values: number[]) => values.map(numberSyntax).join(' ');
const paint = (ink: Ink) => `${numbers(...inks[ink])} rg`;
const stroke = (ink: Ink) => `${numbers(...inks[ink])} RG`;
