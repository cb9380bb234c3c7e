import { measureText, PdfDict, type PdfObject, type PdfRef } from '@libpdf/core';
import bidiFactory from 'bidi-js';
import { dict, type Embedded, embed, type Register } from './composite-font.ts';
import { type FontCutter, fontCutter } from './font-subset.ts';
import { numberSyntax } from './incremental-update.ts';
import { type Face, type Glyph, openFace, UNSAID } from './shaping.ts';
import { candidates, sans } from './typefaces.ts';
import { fromWinAnsi, toWinAnsi, winAnsi } from './win-ansi.ts';

export type Font = 'Helvetica' | 'Helvetica-Bold' | 'Courier' | 'Times-Roman' | 'Times-Bold' | 'Times-Italic';

const resourceNames: Record<Font, string> = {
  Helvetica: 'F1',
  'Helvetica-Bold': 'F2',
  Courier: 'F3',
  'Times-Roman': 'F4',
  'Times-Bold': 'F5',
  'Times-Italic': 'F6',
};
/** What evidence is set in. */
const PLAIN: readonly Font[] = ['Helvetica', 'Helvetica-Bold', 'Courier'];
const COURIER_WIDTH = 0.6;

// Its types are those of a CommonJS module, its code is not.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A stretch of a line in one font and one direction. */
interface Run {
  text: string;
  level: number;
  /** Undefined: the standard font that was asked for. */
  face: Face | undefined;
  glyphs: Glyph[];
  /** In thousandths of the font's size. */
  width: number;
}

/** Which font, of those that can be embedded, shows which character that the standard fonts lack. */
export interface Faces {
  of: ReadonlyMap<string, Face>;
  /** For words of which a letter is in such a font; undefined if there is none. */
  sans: Face | undefined;
  cut: FontCutter | undefined;
}

/** The fonts for texts of which `all` holds every character, in any order. None is read unless one is needed. */
export async function facesFor(all: string): Promise<Faces> {
  const of = new Map<string, Face>();
  for (const character of new Set(all)) {
    const face = winAnsi(character) === undefined && !isUnseen(character) ? await faceOf(character) : undefined;
    if (face) of.set(character, face);
  }
  if (of.size === 0) return { of, sans: undefined, cut: undefined };
  return { of, sans: await openFace(sans), cut: await fontCutter() };
}

/**
 * The letters of one document: the standard PDF fonts, which every reader has, and of other fonts what its texts need. A
 * text that the standard fonts can show costs nothing more.
 */
export class Lettering {
  private readonly faces: Faces;
  private readonly fonts: readonly Font[];
  private readonly embedded: Embedded[] = [];

  /** @param fonts those that its texts ask for */
  constructor(faces: Faces, fonts = PLAIN) {
    this.faces = faces;
    this.fonts = fonts;
  }

  /** Width in points; `beside`: the text that this one is a part of, as its neighbours decide in which font it is set. */
  width(text: string, font: Font, size: number, beside = text): number {
    if (isPlain(text) && (isPlain(beside) || !this.isForeign(beside)))
      return standardWidth(toWinAnsi(text), font, size);
    return this.runs(text, font, this.isForeign(beside)).reduce((sum, { width }) => sum + (width * size) / 1000, 0);
  }

  /** The operators that show a text, to stand between BT and ET. `stroke`: the colour operator that makes it bold. */
  show(x: number, y: number, text: string, font: Font, size: number, stroke: string): string {
    const shown = `/${resourceNames[font]} ${numberSyntax(size)} Tf`;
    if (isPlain(text)) return `${shown} ${numberSyntax(x)} ${numberSyntax(y)} Td ${literal(toWinAnsi(text))} Tj`;
    const runs = this.runs(text, font, this.isForeign(text));
    const places = new Map<Run, number>();
    let at = x;
    for (const run of inVisualOrder(runs)) {
      places.set(run, at);
      at += (run.width * size) / 1000;
    }
    // In the order of reading, whatever the order on the page: so they are copied.
    return runs
      .map((run) => {
        const at = places.get(run)!;
        if (!run.face) return `${shown} ${placed(at, y)} ${literal(toWinAnsi(run.text))} Tj`;
        const embedded = this.embed(run.face);
        const glyphs = drawn(embedded, run.glyphs, at, y, size);
        const inBold = font.endsWith('-Bold') ? `${stroke} ${numberSyntax(size / 36)} w 2 Tr ${glyphs} 0 Tr` : glyphs;
        return `/${embedded.name} ${numberSyntax(size)} Tf ${inBold}`;
      })
      .join(' ');
  }

  /** Whether each character of a text is shown as it is; one that is not is told by its code point. */
  canShow(text: string): boolean {
    return [...text].every((character) => this.has(character));
  }

  /** The /Resources for everything shown so far. */
  resources(register: Register): PdfRef {
    const standard = this.fonts.map((font): [string, PdfObject] => [
      resourceNames[font],
      dict({ Type: 'Font', Subtype: 'Type1', BaseFont: font, Encoding: 'WinAnsiEncoding' }),
    ]);
    const others = this.embedded.map((one): [string, PdfObject] => [one.name, embed(one, this.faces.cut!, register)]);
    return register(PdfDict.of({ Font: PdfDict.of(Object.fromEntries([...standard, ...others])) }));
  }

  /** Whether Latin letters must change their font with those beside them: no word is set in two. */
  private isForeign(text: string): boolean {
    return !isPlain(text) && [...text].some((letter) => /\p{sc=Latin}/u.test(letter) && this.faces.of.has(letter));
  }

  private runs(text: string, font: Font, isForeign: boolean): Run[] {
    const shown = [...text].map((one) => (this.has(one) ? one : codePoint(one))).join('');
    const { levels } = bidi.getEmbeddingLevels(shown, 'ltr');
    const pieces = [...graphemes.segment(shown)].map(({ segment, index }) => ({
      text: segment,
      level: levels[index]!,
      face: this.faceFor(segment) ?? (isForeign ? this.faces.sans : undefined),
    }));
    join(pieces);
    const runs: Run[] = [];
    for (const piece of pieces) {
      const last = runs.at(-1);
      const goesOn =
        last && last.face === piece.face && last.level === piece.level && isOneScript(last.text, piece.text);
      if (goesOn) last.text += piece.text;
      else runs.push({ ...piece, glyphs: [], width: 0 });
    }
    for (const run of runs) {
      const isRightToLeft = run.level % 2 === 1;
      if (run.face) {
        run.glyphs = run.face.shape(run.text, isRightToLeft);
        run.width = run.glyphs.reduce((sum, { advance }) => sum + advance, 0);
      } else {
        run.width = standardWidth(toWinAnsi(run.text), font, 1000);
      }
    }
    return runs;
  }

  private has(character: string): boolean {
    return winAnsi(character) !== undefined || this.faces.of.has(character);
  }

  private faceFor(grapheme: string): Face | undefined {
    const letters = [...grapheme].filter((character) => winAnsi(character) === undefined);
    const first = letters.find((character) => !isJoiner(character)) ?? letters[0];
    return first === undefined ? undefined : this.faces.of.get(first);
  }

  private embed(face: Face): Embedded {
    const known = this.embedded.find((one) => one.face === face);
    if (known) return known;
    const added = { face, name: `E${this.embedded.length + 1}`, codes: new Map() };
    this.embedded.push(added);
    return added;
  }
}

const isPlain = (text: string) =>
  /^[\x20-\x7e\xa0-\xff]*$/.test(text) || [...text].every((one) => winAnsi(one) !== undefined);

const standardWidth = (codes: string, font: Font, size: number) =>
  font === 'Courier' ? codes.length * COURIER_WIDTH * size : measureText(fromWinAnsi(codes), font, size);

const literal = (codes: string) => `(${codes.replace(/[\\()]/g, '\\$&')})`;

/** What shows nothing itself but how those beside it do: joiners, variants, parts of flags. */
const isJoiner = (character: string) => /\u200c|\u200d|\p{Variation_Selector}|[\u{e0020}-\u{e007f}]/u.test(character);

/** What would be nowhere to be seen, or turn the text around, were it drawn: it is told by its code point. */
const isUnseen = (character: string) =>
  !isJoiner(character) && /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(character);

const codePoint = (character: string) => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

async function faceOf(character: string): Promise<Face | undefined> {
  if (isJoiner(character)) return openFace(sans);
  for (const typeface of candidates(character)) {
    const face = await openFace(typeface);
    if ([character, character.normalize('NFD')].some((form) => [...form].every(face.has))) return face;
  }
  return undefined;
}

/**
 * Spaces and signs between two letters of one font are set in it too, and all that goes from right to left: words stay
 * together, in their direction.
 */
function join(pieces: { text: string; level: number; face: Face | undefined }[]): void {
  let last: Face | undefined;
  let from = 0;
  const fill = (to: number, next: Face | undefined) => {
    for (const piece of pieces.slice(from, to)) {
      const face = last === next || piece.level % 2 === 1 ? (last ?? next) : undefined;
      if (face && [...piece.text].every(face.has)) piece.face = face;
    }
  };
  pieces.forEach(({ text, face }, i) => {
    if (!face && !/\p{L}/u.test(text)) return;
    fill(i, face);
    last = face;
    from = i + 1;
  });
  fill(pieces.length, undefined);
}

/** Devanagari is in the font of Latin, and shaped by rules of its own. */
const isOneScript = (one: string, other: string) => /\p{sc=Devanagari}/u.test(one) === /\p{sc=Devanagari}/u.test(other);

/** Runs from left to right (UAX #9, L2). */
function inVisualOrder(runs: readonly Run[]): Run[] {
  let order = [...runs];
  for (let level = Math.max(...runs.map((run) => run.level)); level > 0; level--) {
    const next: Run[] = [];
    let turning: Run[] = [];
    for (const run of order) {
      if (run.level >= level) turning.unshift(run);
      else {
        next.push(...turning, run);
        turning = [];
      }
    }
    order = [...next, ...turning];
  }
  return order;
}

const placed = (x: number, y: number) => `1 0 0 1 ${numberSyntax(x)} ${numberSyntax(y)} Tm`;

/** Parts of letters come last, each at its place: among them, the letters would seem to have spaces between them. */
function drawn({ codes }: Embedded, glyphs: readonly Glyph[], x: number, y: number, size: number): string {
  const points = (thousandths: number) => (thousandths * size) / 1000;
  const parts: string[] = [];
  let letters = `${placed(x, y)} [`;
  let rise = 0;
  let pen = 0;
  let behind = 0;
  for (const glyph of glyphs) {
    const key = `${glyph.id} ${glyph.width} ${glyph.text}`;
    const code = codes.get(key)?.code ?? codes.size + 1;
    codes.set(key, { code, glyph });
    const string = `<${code.toString(16).padStart(4, '0')}>`;
    if (glyph.text === UNSAID) {
      parts.push(`${placed(x + points(pen + glyph.x), y + points(glyph.y))} ${string} Tj`);
      behind -= glyph.advance;
    } else {
      if (glyph.y !== rise) letters += `] TJ ${numberSyntax(points(glyph.y))} Ts [`;
      rise = glyph.y;
      letters += `${moved(behind - glyph.x)}${string}`;
      behind = glyph.width + glyph.x - glyph.advance;
    }
    pen += glyph.advance;
  }
  const whole = `${letters}] TJ${rise ? ' 0 Ts' : ''}`;
  return parts.length > 0 ? `${whole} /Span <</ActualText <feff>>> BDC ${parts.join(' ')} EMC` : whole;
}

/** A move to the left in thousandths of the font's size, between strings of an array. */
const moved = (by: number) => (Math.abs(by) < 0.01 ? '' : ` ${numberSyntax(by)} `);
