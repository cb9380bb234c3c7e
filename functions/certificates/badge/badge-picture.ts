import { facesFor } from '../../../shared/documents/lettering.ts';
import { type Face, openFace } from '../../../shared/documents/shaping.ts';
import { sans } from '../../../shared/documents/typefaces.ts';
import { disc, type Filled, type Step, star, stepsOf } from './outline.ts';

/** Units of a side. */
export const SIDE = 512;
const MIDDLE = SIDE / 2;
const GREEN = '#1c5a48';
const WHITE = '#ffffff';

export interface Pictured {
  /** What it attests, and who says so. */
  name: string;
  business: string;
  /** Of the business: white reads on it. */
  colour?: string | undefined;
}

/** A badge as filled outlines: a seal in the colour of its business. Letters are outlines too: no font is needed to see it. */
export async function badgePicture({ name, business, colour = GREEN }: Pictured): Promise<Filled[]> {
  const { of, sans: known } = await facesFor(name + business);
  const faces: Faces = { of, plain: known ?? (await openFace(sans)) };
  return [
    { outline: star(MIDDLE, MIDDLE, 28, [250, 228]), colour },
    { outline: disc(MIDDLE, MIDDLE, 210), colour: WHITE },
    { outline: disc(MIDDLE, MIDDLE, 202), colour },
    {
      outline: [
        ...star(MIDDLE, 112, 5, [34, 14]),
        ...star(MIDDLE - 66, 128, 5, [17, 7]),
        ...star(MIDDLE + 66, 128, 5, [17, 7]),
        ...written(name, { top: 162, height: 168, width: 330, sizes: [50, 16] }, faces),
        ...bar(MIDDLE - 40, 342, 80, 3),
        ...written(business, { top: 354, height: 70, width: 236, sizes: [26, 13] }, faces),
      ],
      colour: WHITE,
    },
  ];
}

const number = (value: number) => String(Math.round(value * 10) / 10);

/** The picture as SVG. @param title what is read aloud */
export function svgOf(shapes: readonly Filled[], title: string): string {
  const paths = shapes.map(({ outline, colour }) => {
    const d = outline.map(({ by, points }) => by + points.map(number).join(' ')).join('');
    return `<path fill="${colour}" d="${d}"/>`;
  });
  const said = title.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const size = `width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><title>${said}</title>${paths.join('')}</svg>`;
}

const bar = (x: number, y: number, width: number, height: number): Step[] => [
  { by: 'M', points: [x, y] },
  { by: 'L', points: [x + width, y] },
  { by: 'L', points: [x + width, y + height] },
  { by: 'L', points: [x, y + height] },
  { by: 'Z', points: [] },
];

interface Faces {
  of: ReadonlyMap<string, Face>;
  plain: Face;
}

interface Box {
  top: number;
  height: number;
  width: number;
  /** The largest and the smallest. */
  sizes: readonly [number, number];
}

const LEADING = 1.2;

/** A text centred in a box, as large as it fits; what does not fit at its smallest is left out, and `…` says so. */
function written(text: string, { top, height, width, sizes: [largest, smallest] }: Box, faces: Faces): Step[] {
  for (let size = largest; ; size -= 1) {
    const lines = wrapped(text, width / size, faces);
    const most = Math.floor(height / (size * LEADING));
    if (size > smallest && (lines.length > most || lines.some((line) => widthOf(line, faces) * size > width))) continue;
    const shown = lines.slice(0, most);
    if (shown.length < lines.length) shown.push(`${shown.pop()}…`);
    const start = top + (height - shown.length * size * LEADING) / 2;
    return shown.flatMap((line, i) => lineOf(line, start + (i + 0.85) * size * LEADING, size, faces));
  }
}

function wrapped(text: string, width: number, faces: Faces): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && widthOf(longer, faces) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Stretches of one font, each with its glyphs. */
function glyphsOf(line: string, { of, plain }: Faces) {
  const runs: { face: Face; text: string }[] = [];
  for (const letter of line) {
    const face = plain.has(letter) ? plain : (of.get(letter) ?? plain);
    const last = runs.at(-1);
    if (last?.face === face) last.text += letter;
    else runs.push({ face, text: letter });
  }
  return runs.flatMap(({ face, text }) => {
    const isRightToLeft = /^[\p{scx=Arabic}\p{scx=Hebrew}]/u.test(text);
    return face.shape(text, isRightToLeft).map((glyph) => ({ ...glyph, face }));
  });
}

/** In sizes of the font. */
const widthOf = (line: string, faces: Faces): number =>
  glyphsOf(line, faces).reduce((sum, { advance }) => sum + advance / 1000, 0);

function lineOf(line: string, baseline: number, size: number, faces: Faces): Step[] {
  let at = MIDDLE - (widthOf(line, faces) * size) / 2;
  return glyphsOf(line, faces).flatMap(({ face, id, advance, x, y }) => {
    const left = at + (x * size) / 1000;
    const foot = baseline - (y * size) / 1000;
    at += (advance * size) / 1000;
    const scale = size / face.unitsPerEm;
    return stepsOf(face.outline(id), (px, py) => [left + px * scale, foot - py * scale]);
  });
}
