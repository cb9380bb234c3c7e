import { chunk } from './raster.ts';

/** A badge within its picture, as Open Badges 3.0 has it ("baking"): whoever keeps the picture keeps the badge. */

/** One uncompressed `iTXt` after the header of a PNG; the picture looks the same. */
export function bakedPng(png: Buffer, jws: string): Buffer {
  // Keyword; not compressed, by no method; no language, no translated keyword.
  const text = Buffer.from(`openbadgecredential\0\0\0\0\0${jws}`, 'latin1');
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), chunk('iTXt', text), png.subarray(afterHeader)]);
}

/** The first child of an SVG. A compact JWS has no letter that XML would escape. */
export const bakedSvg = (svg: string, jws: string): string =>
  svg.replace(
    /^<svg ([^>]*)>/,
    (_, attributes) =>
      `<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" ${attributes}><openbadges:credential verify="${jws}"></openbadges:credential>`,
  );
