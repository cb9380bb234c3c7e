import { crc32 } from 'node:zlib';

export const IMAGE_TYPES = ['image/png', 'image/jpeg'] as const;

/** What a picture is by its bytes, whatever its name says. Pixels. */
export interface Image {
  type: (typeof IMAGE_TYPES)[number];
  width: number;
  height: number;
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
/** Pixels. Mailboxes and phones refuse larger ones, or take their time. */
export const LONGEST_SIDE = 2_000;

/** The PNG or JPEG that bytes are, whole; undefined when they are none. */
export function imageIn(bytes: Buffer): Image | undefined {
  const image = bytes.subarray(0, 8).equals(PNG) ? pngIn(bytes) : jpegIn(bytes);
  return image && image.width > 0 && image.height > 0 ? image : undefined;
}

/** W3C PNG, 5: chunks of length, type, data and CRC, from IHDR to IEND. */
function pngIn(bytes: Buffer): Image | undefined {
  let size: Pick<Image, 'width' | 'height'> | undefined;
  let hasData = false;
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (!size) {
      if (type !== 'IHDR' || end - at !== 25) return undefined;
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    }
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') return hasData ? { type: 'image/png', ...size } : undefined;
    at = end;
  }
  return undefined;
}

/** Frames that browsers draw: baseline, extended, progressive (ITU-T T.81, table B.1). */
const FRAMES = [0xc0, 0xc1, 0xc2];

/** ITU-T T.81, annex B: marked segments from SOI to EOI; the picture follows SOS. */
function jpegIn(bytes: Buffer): Image | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let size: Pick<Image, 'width' | 'height'> | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (FRAMES.includes(marker) && at + 9 <= bytes.length)
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // What follows the picture is no part of it; cut before its end, a picture has none.
    if (marker === 0xda) return size && bytes.includes('ffd9', at, 'hex') ? { type: 'image/jpeg', ...size } : undefined;
    at += 2 + length;
  }
  return undefined;
}
