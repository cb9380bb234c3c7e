import { wrap } from '../../../shared/documents/canvas.ts';
import type { Font, Lettering } from '../../../shared/documents/lettering.ts';

/** A text where it is to be drawn: lines of one size, in points. */
export interface Fitted {
  size: number;
  lines: string[];
}

interface Box {
  width: number;
  height: number;
  font: Font;
  size: number;
  smallest: number;
}

/** Between two lines, in sizes of the font. */
export const LEADING = 1.25;
/** A line alone needs its letters only. */
const heightOf = (lines: number, size: number) => (lines - 1) * size * LEADING + size * 1.05;
/** Points by which a text is set smaller. */
const STEP = 0.5;

/**
 * The text in the largest size that fits its box, in as many lines as there is room for; undefined when even the smallest
 * size does not. No word is ever cut.
 */
export function fitText(
  letters: Lettering,
  text: string,
  { width, height, font, size, smallest }: Box,
): Fitted | undefined {
  const paragraphs = text.split('\n');
  const widest = widestWord(letters, paragraphs, font);
  for (let tried = size; tried >= smallest; tried = Math.max(tried - STEP, tried === smallest ? 0 : smallest)) {
    if (widest * tried > width) continue;
    const lines = paragraphs.flatMap((line) => (line ? wrap(letters, line, font, tried, width) : ['']));
    if (heightOf(lines.length, tried) <= height) return { size: tried, lines };
  }
  return undefined;
}

/** In sizes of the font. */
const widestWord = (letters: Lettering, paragraphs: readonly string[], font: Font): number =>
  Math.max(
    0,
    ...paragraphs.flatMap((line) => line.split(/ +/).map((word) => letters.width(word, font, 1_000, line) / 1_000)),
  );
