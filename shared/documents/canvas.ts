import { numberSyntax } from './incremental-update.ts';
import type { Font, Lettering } from './lettering.ts';

/** Grey or RGB components, 0 to 1. */
export type Ink = readonly number[];

/** Lines no wider than `width` points; a word that is too long alone is cut. */
export function wrap(letters: Lettering, text: string, font: Font, size: number, width: number): string[] {
  const widthOf = (part: string) => letters.width(part, font, size, text);
  const space = widthOf(' ');
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const word of text.split(/ +/).flatMap((part) => cut(part, widthOf, width))) {
    const wide = widthOf(word);
    if (line && filled + space + wide > width) {
      lines.push(line);
      line = word;
      filled = wide;
    } else {
      filled += line ? space + wide : wide;
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, line] : lines;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A word in pieces that fit: in one pass, as whoever wrote a long one may have wanted it slow. */
function cut(word: string, widthOf: (part: string) => number, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let room = width;
  for (const { segment } of graphemes.segment(word)) {
    const needs = widthOf(segment);
    if (needs > room && piece) {
      pieces.push(piece);
      piece = '';
      room = width;
    }
    piece += segment;
    room -= needs;
  }
  return [...pieces, piece];
}

/** Draws in points, the origin at the bottom left. Gives back PDF content operators as Latin-1 text. */
export class Canvas {
  private readonly letters: Lettering;
  private readonly operators: string[] = [];

  constructor(letters: Lettering) {
    this.letters = letters;
  }

  text(x: number, y: number, text: string, style: { font: Font; size: number; ink: Ink }): void {
    const shown = this.letters.show(x, y, text, style.font, style.size, inkSyntax(style.ink, 'stroke'));
    this.operators.push(`BT ${inkSyntax(style.ink, 'fill')} ${shown} ET`);
  }

  line(x1: number, y1: number, x2: number, y2: number, style: { width: number; ink: Ink }): void {
    const path = `${[x1, y1].map(numberSyntax).join(' ')} m ${[x2, y2].map(numberSyntax).join(' ')} l S`;
    this.operators.push(`${inkSyntax(style.ink, 'stroke')} ${numberSyntax(style.width)} w ${path}`);
  }

  box(x: number, y: number, width: number, height: number, style: { ink: Ink }): void {
    const path = [x, y, width, height].map(numberSyntax).join(' ');
    this.operators.push(`${inkSyntax(style.ink, 'fill')} ${path} re f`);
  }

  /** Everything drawn so far, multiplied by `scale`. */
  content(scale = 1): string {
    const factor = numberSyntax(scale);
    return `q ${factor} 0 0 ${factor} 0 0 cm\n${this.operators.join('\n')}\nQ`;
  }
}

function inkSyntax(ink: Ink, use: 'fill' | 'stroke'): string {
  const operator = ink.length === 1 ? 'g' : 'rg';
  return `${ink.map(numberSyntax).join(' ')} ${use === 'fill' ? operator : operator.toUpperCase()}`;
}
