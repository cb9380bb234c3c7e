import { deflateSync } from 'node:zlib';
import { PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, type PdfRef, PdfStream, PdfString } from '@libpdf/core';
import { sha256 } from './cms.ts';
import type { FontCutter } from './font-subset.ts';
import type { Face, Glyph } from './shaping.ts';

/** Adds an object to a document. */
export type Register = (object: PdfDict) => PdfRef;

/** What is embedded of a font: its codes, from 1 on, each a glyph that stands for a text. */
export interface Embedded {
  face: Face;
  name: string;
  codes: Map<string, { code: number; glyph: Glyph }>;
}

/**
 * Writes a composite font with the glyphs used (ISO 32000-1, 9.7). Its codes are its own: a glyph has one for each text
 * that it stands for, so that what is copied is what was typed.
 */
export function embed({ face, codes }: Embedded, cut: FontCutter, register: Register): PdfRef {
  const all = [...codes.values()];
  const font = cut(face.bytes, new Set(all.map(({ glyph }) => glyph.id)));
  const tag = [...sha256(font).subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
  const name = `${tag}+${face.typeface.name}`;
  const ids = Buffer.alloc(2 * (all.length + 1));
  for (const { code, glyph } of all) ids.writeUInt16BE(glyph.id, 2 * code);
  const descriptor = dict({
    Type: 'FontDescriptor',
    FontName: name,
    // Symbolic: its codes are no letters.
    Flags: 4,
    FontBBox: face.box.map(Math.round),
    ItalicAngle: 0,
    Ascent: Math.round(face.ascent),
    Descent: Math.round(face.descent),
    CapHeight: Math.round(face.ascent),
    StemV: 80,
    FontFile2: register(packed(font, { Length1: font.length })),
  });
  const descendant = dict({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: PdfDict.of({
      Registry: PdfString.fromString('Adobe'),
      Ordering: PdfString.fromString('Identity'),
      Supplement: PdfNumber.of(0),
    }),
    FontDescriptor: register(descriptor),
    DW: 0,
    W: PdfArray.of(PdfNumber.of(1), numbers(all.map(({ glyph }) => Number(glyph.width.toFixed(2))))),
    CIDToGIDMap: register(packed(ids)),
  });
  return register(
    dict({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: PdfArray.of(register(descendant)),
      ToUnicode: register(packed(Buffer.from(unicodeMap(all), 'latin1'))),
    }),
  );
}

const numbers = (values: readonly number[]) => PdfArray.of(...values.map((value) => PdfNumber.of(value)));

/** A dictionary, in which strings are names. */
export function dict(entries: Record<string, string | number | readonly number[] | PdfObject>): PdfDict {
  const objectOf = (value: string | number | readonly number[] | PdfObject): PdfObject => {
    if (typeof value === 'string') return PdfName.of(value);
    if (typeof value === 'number') return PdfNumber.of(value);
    return 'type' in value ? value : numbers(value);
  };
  return PdfDict.of(Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, objectOf(value)])));
}

const packed = (bytes: Uint8Array, entries: Record<string, number> = {}) =>
  new PdfStream(dict({ ...entries, Filter: 'FlateDecode' }), new Uint8Array(deflateSync(bytes)));

/** ISO 32000-1, 9.10.3: at most a hundred lines to a block. */
function unicodeMap(codes: readonly { code: number; glyph: Glyph }[]): string {
  const lines = codes.map(({ code, glyph }) => `<${code.toString(16).padStart(4, '0')}> <${utf16(glyph.text)}>`);
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) => lines.slice(i * 100, i * 100 + 100));
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks.map((block) => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`),
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
