import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** As in hb-subset.h: no hinting, glyphs keep their numbers, .notdef keeps its shape, no glyph is added for a ligature. */
const FLAGS = 0x1 | 0x2 | 0x40 | 0x200;
const SETS_DROP_TABLE = 3;
/** What a PDF has in other ways (ISO 32000-1, 9.9): text is laid out already. */
const DROPPED = [
  'BASE',
  'GDEF',
  'GPOS',
  'GSUB',
  'STAT',
  'OS/2',
  'cmap',
  'gasp',
  'name',
  'post',
  'vhea',
  'vmtx',
  'DSIG',
];

interface Subsetter {
  memory: WebAssembly.Memory;
  malloc(size: number): number;
  _initialize(): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_glyph_set(input: number): number;
  hb_subset_input_set(input: number, which: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
}

let loading: Promise<WebAssembly.Module> | undefined;
const load = () =>
  (loading ??= readFile(createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')).then((bytes) =>
    WebAssembly.compile(bytes),
  ));

/** Cuts TrueType fonts down to some of their glyphs. Resolves once its code is ready. */
export type FontCutter = (font: Uint8Array, glyphs: Iterable<number>) => Uint8Array;

/** Cuts TrueType fonts down to some of their glyphs. Resolves once its code is ready. */
export async function fontCutter(): Promise<FontCutter> {
  const code = await load();
  return (font, glyphs) => cut(code, font, glyphs);
}

/** In a memory of its own, which goes when it is done: the fonts are large. */
function cut(code: WebAssembly.Module, font: Uint8Array, glyphs: Iterable<number>): Uint8Array {
  const hb = new WebAssembly.Instance(code, {}).exports as unknown as Subsetter;
  hb._initialize();
  const data = hb.malloc(font.length);
  new Uint8Array(hb.memory.buffer).set(font, data);
  const face = hb.hb_face_create(hb.hb_blob_create(data, font.length, 1, 0, 0), 0);
  const input = hb.hb_subset_input_create_or_fail();
  hb.hb_subset_input_set_flags(input, FLAGS);
  const kept = hb.hb_subset_input_glyph_set(input);
  for (const glyph of glyphs) hb.hb_set_add(kept, glyph);
  const dropped = hb.hb_subset_input_set(input, SETS_DROP_TABLE);
  for (const tag of DROPPED) hb.hb_set_add(dropped, Buffer.from(tag.padEnd(4), 'latin1').readUInt32BE());
  const subset = hb.hb_subset_or_fail(face, input);
  if (!subset) throw new Error('The font could not be cut down.');
  const blob = hb.hb_face_reference_blob(subset);
  const start = hb.hb_blob_get_data(blob, 0);
  return new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(blob));
}
