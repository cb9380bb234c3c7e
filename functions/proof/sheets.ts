import { PDF } from '@libpdf/core';
import { wrap } from '../../shared/documents/canvas.ts';
import type { Lettering } from '../../shared/documents/lettering.ts';
import { leading, PageContent, type Style } from './page-content.ts';

export type { Style } from './page-content.ts';

export const body: Style = { font: 'Helvetica', size: 9.2, ink: 'ink' };
export const bold: Style = { ...body, font: 'Helvetica-Bold' };
export const small: Style = { font: 'Helvetica', size: 7.6, ink: 'soft' };
export const mono: Style = { font: 'Courier', size: 7.8, ink: 'ink' };

/** A4 in points, and what is left of it inside the margins. */
const page = { width: 595.28, height: 841.89, margin: 54, top: 787, bottom: 70 };
export const inner = page.width - 2 * page.margin;

/** French punctuation and « n° » stay with the word they belong to. */
const unbroken = (text: string) => text.replace(/ (?=[:;?!»])|(?<=[«°]) /g, '\u00a0');

const blockHeight = (lines: readonly string[], style: Style) => lines.length * leading(style);

/** One piece of text in a cell or a block. */
export interface Piece {
  text: string;
  style: Style;
}

export interface Cell {
  width: number;
  pieces: readonly Piece[];
}

const gutter = 8;
const heightOf = (columns: readonly Piece[][]): number =>
  Math.max(...columns.map((lines) => lines.reduce((sum, { style }) => sum + leading(style), 0)));

/** Pages filled from top to bottom: a cursor goes down, and a new page begins when there is no room left. */
export class Sheets {
  private readonly letters: Lettering;
  private readonly pages: PageContent[] = [];
  private content: PageContent;
  private y = page.top;

  constructor(letters: Lettering) {
    this.letters = letters;
    this.content = this.addPage();
  }

  /** Begins a page unless there is room for this height. */
  keep(height: number): void {
    if (this.y - height < page.bottom && this.y !== page.top) this.turn();
  }

  /** Begins a page. */
  turn(): void {
    this.content = this.addPage();
    this.y = page.top;
  }

  space(height: number): void {
    if (this.y !== page.top) this.y -= height;
  }

  rule(): void {
    this.content.box(page.margin, this.y - 0.3, inner, 0.6, 'line');
  }

  bar(): void {
    this.content.box(page.margin, this.y, 36, 3, 'accent');
    this.y -= 8;
  }

  /** A text over the full width, cut at page ends between two lines. */
  paragraph(text: string, style: Style = body): void {
    for (const line of this.linesOf(text, style, inner)) {
      this.keep(leading(style));
      this.write([line], style, page.margin);
      this.y -= leading(style);
    }
  }

  heading(text: string): void {
    this.space(20);
    this.keep(62);
    const style: Style = { font: 'Helvetica-Bold', size: 12.5, ink: 'accent' };
    this.paragraph(text, style);
    this.y -= 3;
    this.rule();
    this.y -= 7;
  }

  subheading(text: string): void {
    this.space(8);
    this.keep(52);
    this.paragraph(text, { ...bold, size: 10.2 });
    this.y -= 2;
  }

  /** A label and its value, in two columns. */
  fact(label: string, ...values: Piece[]): void {
    this.row([
      { width: 128, pieces: [{ text: label, style: { ...small, size: 8.4 } }] },
      { width: inner - 128, pieces: values },
    ]);
    this.y -= 2.5;
  }

  /** Cells side by side, never cut by a page end unless one alone is longer than a page. */
  row(cells: readonly Cell[]): void {
    const columns = cells.map((cell) => this.linesIn(cell));
    this.keep(Math.min(heightOf(columns), page.top - page.bottom));
    const top = this.y;
    let lowest = top;
    const rest = columns.map((lines, i) => {
      const x = page.margin + cells.slice(0, i).reduce((sum, { width }) => sum + width, 0);
      this.y = top;
      const left = [...lines];
      for (let line = left[0]; line && this.y - leading(line.style) >= page.bottom; line = left[0]) {
        this.write([line.text], line.style, x);
        this.y -= leading(line.style);
        left.shift();
      }
      lowest = Math.min(lowest, this.y);
      return left;
    });
    this.y = lowest;
    if (rest.some((lines) => lines.length > 0)) {
      this.turn();
      this.row(cells.map(({ width }, i) => ({ width, pieces: rest[i] ?? [] })));
    }
  }

  /** Whether these cells would begin a page. */
  wouldTurn(cells: readonly Cell[]): boolean {
    return this.y !== page.top && this.y - heightOf(cells.map((cell) => this.linesIn(cell))) < page.bottom;
  }

  /** A tinted box around lines of text. */
  box(pieces: readonly Piece[]): void {
    const padding = 11;
    const lines = pieces.map(({ text, style }) => ({ style, lines: this.linesOf(text, style, inner - 2 * padding) }));
    const height = 2 * padding + lines.reduce((sum, piece) => sum + blockHeight(piece.lines, piece.style), 0) - 3;
    if (height > page.top - page.bottom) {
      for (const { text, style } of pieces) this.paragraph(text, style);
      return;
    }
    this.keep(height);
    this.content.box(page.margin, this.y - height, inner, height, 'tint');
    const bottom = this.y - height;
    this.y -= padding;
    for (const piece of lines) {
      this.write(piece.lines, piece.style, page.margin + padding);
      this.y -= blockHeight(piece.lines, piece.style);
    }
    this.y = bottom - 6;
  }

  /** The document, each page numbered. */
  finish(left: string, right: (page: number, of: number) => string): PDF {
    const pdf = PDF.create();
    this.pages.forEach((content, i) => {
      this.content = content;
      this.y = 50;
      this.rule();
      this.y = 47;
      const number = right(i + 1, this.pages.length);
      this.write([left], small, page.margin);
      this.write([number], small, page.width - page.margin - this.letters.width(number, 'Helvetica', small.size));
    });
    const resources = this.letters.resources((object) => pdf.register(object));
    for (const content of this.pages)
      content.fill(pdf, pdf.addPage({ width: page.width, height: page.height }), resources);
    return pdf;
  }

  private addPage(): PageContent {
    const content = new PageContent(this.letters);
    this.pages.push(content);
    return content;
  }

  /** Lines that fit a width; line ends are kept. */
  private linesOf(text: string, { font, size }: Style, width: number): string[] {
    return text.split('\n').flatMap((line) => wrap(this.letters, unbroken(line), font, size, width));
  }

  private linesIn({ width, pieces }: Cell): Piece[] {
    return pieces.flatMap(({ text, style }) =>
      this.linesOf(text, style, width - gutter).map((line) => ({ text: line, style })),
    );
  }

  private write(lines: readonly string[], style: Style, x: number): void {
    if (lines.length > 0) this.content.text(x, this.y - style.size, lines, style);
  }
}
