import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Typeface } from './typefaces.ts';

/** A glyph of a font where it belongs in a line, in thousandths of the font's size, and the text that it stands for. */
export interface Glyph {
  id: number;
  text: string;
  /** Of the font's own: what a reader moves on by. */
  width: number;
  /** Where it moves on by in this text. */
  advance: number;
  x: number;
  y: number;
}

export interface Face {
  readonly typeface: Typeface;
  readonly bytes: Uint8Array;
  /** In thousandths of the font's size. */
  readonly box: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  has(character: string): boolean;
  /** Glyphs from left to right, as the text's script joins and orders them. */
  shape(text: string, isRightToLeft: boolean): Glyph[];
  /** The outline of a glyph as an SVG path, upwards, in `unitsPerEm` of the font. */
  outline(glyph: number): string;
  readonly unitsPerEm: number;
}

const opened = new Map<string, Promise<Face>>();

/** Opens a font, once for each process. */
export function openFace(typeface: Typeface): Promise<Face> {
  const known = opened.get(typeface.name) ?? open(typeface);
  opened.set(typeface.name, known);
  return known;
}

async function open(typeface: Typeface): Promise<Face> {
  // Most documents need none of this.
  const [hb, bytes] = await Promise.all([
    import('harfbuzzjs'),
    readFile(createRequire(import.meta.url).resolve(typeface.file)),
  ]);
  const face = new hb.Face(new hb.Blob(bytes));
  const font = new hb.Font(face);
  const permille = (units: number) => (units * 1000) / face.upem;
  const head = Buffer.from(face.referenceTable('head')!);
  const { ascender, descender } = font.hExtents();
  const blank = font.nominalGlyph(0x20) ?? 0;
  return {
    typeface,
    bytes,
    box: [36, 38, 40, 42].map((at) => permille(head.readInt16BE(at))) as [number, number, number, number],
    ascent: permille(ascender),
    descent: permille(descender),
    unitsPerEm: face.upem,
    outline: (glyph) => font.glyphToPath(glyph),
    has: (character) => font.nominalGlyph(character.codePointAt(0)!) !== undefined,
    shape(text, isRightToLeft) {
      const buffer = new hb.Buffer();
      buffer.addText(text);
      buffer.guessSegmentProperties();
      buffer.setDirection(isRightToLeft ? hb.Direction.RTL : hb.Direction.LTR);
      buffer.setClusterLevel(hb.ClusterLevel.MONOTONE_CHARACTERS);
      hb.shape(font, buffer);
      const positions = buffer.getGlyphPositions();
      const glyphs = buffer.getGlyphInfos().map(({ codepoint, cluster }, i) => ({
        cluster,
        id: codepoint,
        text: '',
        width: permille(font.glyphHAdvance(codepoint)),
        advance: permille(positions[i]!.xAdvance),
        x: permille(positions[i]!.xOffset),
        y: permille(positions[i]!.yOffset),
      }));
      const starts = clusterStarts(text, glyphs);
      const logical = starts.flatMap((start, i) => {
        const end = starts[i + 1] ?? text.length;
        const cluster = glyphs.filter((glyph) => glyph.cluster >= start && glyph.cluster < end);
        const characters = text.slice(start, end);
        return isRightToLeft
          ? spelled(cluster.reverse(), units(characters, true), (last) => ({
              ...last,
              id: blank,
              width: 0,
              advance: 0,
            }))
          : spelled(cluster, units(characters, false));
      });
      return isRightToLeft ? logical.reverse() : logical;
    },
  };
}

/** Where the text of each group of glyphs begins. What only joins or parts belongs to what follows it. */
function clusterStarts(text: string, glyphs: readonly { cluster: number }[]): number[] {
  const all = [...new Set([0, ...glyphs.map(({ cluster }) => cluster)])].sort((a, b) => a - b);
  return all.filter((start, i) => i === 0 || !/^\p{Cf}+$/u.test(text.slice(all[i - 1], start)));
}

/** The text of a glyph that is but a part of a letter: readers skip it when they copy. */
export const UNSAID = '\u200b';

/**
 * Shares the characters of a cluster among its glyphs, both in the order of reading. What readers copy from a line that
 * goes from right to left they turn around, character by character: there each one has a glyph, be it a blank one.
 */
function spelled(glyphs: Glyph[], said: string[], blank?: (last: Glyph) => Glyph): Glyph[] {
  if (said.length < glyphs.length) {
    const bearers = [...glyphs].sort((a, b) => Number(a.advance === 0) - Number(b.advance === 0)).slice(0, said.length);
    const left = [...said];
    return glyphs.map((glyph) => ({ ...glyph, text: bearers.includes(glyph) ? left.shift()! : UNSAID }));
  }
  const last = glyphs.length - 1;
  if (!blank) return glyphs.map((glyph, i) => ({ ...glyph, text: i < last ? said[i]! : said.slice(i).join('') }));
  return said.map((text, i) => ({ ...(glyphs[i] ?? blank(glyphs[last]!)), text }));
}

/** Characters, with what joins or parts them beside the next one: alone it would not be copied. */
function units(text: string, isRightToLeft: boolean): string[] {
  const found: string[] = [];
  let joins = '';
  for (const character of text) {
    joins += character;
    if (/\p{Cf}/u.test(character)) continue;
    found.push(joins);
    joins = '';
  }
  if (joins) found.push((found.pop() ?? '') + joins);
  return isRightToLeft ? found.map((unit) => [...unit].reverse().join('')) : found;
}
