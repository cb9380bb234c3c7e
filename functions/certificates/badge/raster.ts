import { crc32, deflateSync } from 'node:zlib';
import { type Filled, linesOf, type Step } from './outline.ts';

/**
 * A PNG of filled outlines on nothing, `side` pixels square. Each pixel has as much of a colour as the outline covers of
 * it. A rasterizer of all of SVG weighs megabytes; badges are made of filled outlines.
 */
export function pngOf(shapes: readonly Filled[], side: number): Buffer {
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (const { outline, colour } of shapes) {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
    for (const [i, covered] of coverage(outline, side).entries()) {
      if (covered > 0) paint(pixels, i * 4, [r, g, b], covered);
    }
  }
  const rows = Buffer.alloc(side * (side * 4 + 1));
  for (let y = 0; y < side; y++) rows.set(pixels.subarray(y * side * 4, (y + 1) * side * 4), y * (side * 4 + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits a channel, with transparency.
  header.set([8, 6], 8);
  const end = Buffer.alloc(0);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', end)]);
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A part of a PNG (W3C PNG, 5.3). */
export function chunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** A colour laid over a pixel. */
function paint(pixels: Uint8ClampedArray, at: number, colour: readonly number[], alpha: number): void {
  const under = (pixels[at + 3]! / 255) * (1 - alpha);
  const all = alpha + under;
  for (const [i, value] of colour.entries()) pixels[at + i] = (value * alpha + pixels[at + i]! * under) / all;
  pixels[at + 3] = all * 255;
}

/**
 * How much of each pixel an outline covers, 0 to 1. Each line says, in the rows that it crosses, where coverage begins or
 * ends; adding those up along a row gives it.
 */
function coverage(outline: readonly Step[], side: number): Float32Array {
  const changes = new Float32Array(side * side + 2);
  for (const [x0, y0, x1, y1] of linesOf(outline)) {
    if (y0 === y1) continue;
    const sign = y0 < y1 ? 1 : -1;
    const [topX, topY, bottomY] = y0 < y1 ? [x0, y0, y1] : [x1, y1, y0];
    const slope = (x1 - x0) / (y1 - y0);
    for (let row = Math.floor(topY); row < Math.ceil(bottomY); row++) {
      const [from, to] = [Math.max(row, topY), Math.min(row + 1, bottomY)];
      const ends = [topX + (from - topY) * slope, topX + (to - topY) * slope];
      cross(changes, row * side, Math.min(...ends), Math.max(...ends), sign * (to - from));
    }
  }
  let sum = 0;
  return changes.map((change) => {
    sum += change;
    return Math.min(1, Math.abs(sum));
  });
}

/** A line that crosses a part of a row, from a column to another, covers what is right of it. */
function cross(changes: Float32Array, row: number, left: number, right: number, amount: number): void {
  const [first, last] = [Math.floor(left), Math.max(Math.floor(left) + 1, Math.ceil(right))];
  let before = 0;
  for (let column = first; column < last; column++) {
    const covered = share(column + 1, left, right);
    changes[row + column]! += amount * (covered - before);
    before = covered;
  }
  changes[row + last]! += amount * (1 - before);
}

/** How much of the row up to a column's end is right of a line that goes evenly from `left` to `right`, at that column. */
function share(end: number, left: number, right: number): number {
  const width = right - left;
  const from = Math.max(left, end - 1);
  const to = Math.min(right, end);
  if (width === 0) return end - left;
  // Where the line is within the column, on average half is covered; where it was before, all.
  const within = ((end - from + (end - to)) / 2) * ((to - from) / width);
  const before = (from - left) / width;
  return within + before;
}
