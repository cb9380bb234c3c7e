import { measureText } from '@libpdf/core';
import { numberSyntax } from './incremental-update.ts';
import { fromWinAnsi, toWinAnsi } from './win-ansi.ts';

export type Font = 'Helvetica' | 'Helvetica-Bold';
/** Grey or RGB components, 0 to 1. */
export type Ink = readonly number[];

const resourceName: Record<Font, string> = { Helvetica: 'F1', 'Helvetica-Bold': 'F2' };

/** The /Resources that a canvas draws with: two of the fonts that every reader has, so nothing is embedded. */
export const canvasResources = `<</Font <<${Object.entries(resourceName)
  .map(([font, name]) => `/${name} <</Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding /WinAnsiEncoding>>`)
  .join(' ')}>>>>`;

/** Width of text in points. */
export const textWidth = (text: string, font: Font, size: number) =>
  measureText(fromWinAnsi(toWinAnsi(text)), font, size);

/** Lines no wider than `width` points; a word that is too long alone is cut. */
export function wrap(text: string, font: Font, size: number, width: number): string[] {
  const space = textWidth(' ', font, size);
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const word of text.split(/ +/).flatMap((part) => cut(part, font, size, width))) {
    const wide = textWidth(word, font, size);
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

function cut(word: string, font: Font, size: number, width: number): string[] {
  if (textWidth(word, font, size) <= width) return [word];
  const characters = [...word];
  let fits = characters.length - 1;
  while (fits > 1 && textWidth(characters.slice(0, fits).join(''), font, size) > width) fits--;
  return [characters.slice(0, fits).join(''), ...cut(characters.slice(fits).join(''), font, size, width)];
}

/** Draws in points, the origin at the bottom left. Gives back PDF content operators as Latin-1 text. */
export class Canvas {
  private readonly operators: string[] = [];

  text(x: number, y: number, text: string, style: { font: Font; size: number; ink: Ink }): void {
    const shown = toWinAnsi(text).replace(/[\\()]/g, '\\$&');
    const at = `${numberSyntax(x)} ${numberSyntax(y)} Td`;
    this.operators.push(
      `BT ${inkSyntax(style.ink, 'fill')} /${resourceName[style.font]} ${numberSyntax(style.size)} Tf ${at} (${shown}) Tj ET`,
    );
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
