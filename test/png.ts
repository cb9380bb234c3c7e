import { crc32, deflateSync } from 'node:zlib';

type Rgba = readonly [number, number, number, number];

/** A real PNG, each pixel as `paint` says. */
export function png(
  width: number,
  height: number,
  paint: (x: number, y: number) => Rgba = () => [0, 0, 0, 255],
): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => paint(x, y)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, with transparency.
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The chunks of a PNG, whose checksums hold. */
export function chunksOf(bytes: Buffer): { type: string; data: Buffer }[] {
  const found: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (bytes.readUInt32BE(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) throw new Error('a chunk is damaged');
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  return found;
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** A carpenter's mark: a disc with a gable, and a bar for a name. */
export const sampleLogo = (width: number, height: number): Buffer =>
  png(width, height, (x, y) => {
    const [r, dx, dy] = [height / 2, x - height / 2, y - height / 2];
    const isGable = dy > -r * 0.45 && dy < r * 0.45 && Math.abs(dx) < (dy + r * 0.5) * 0.7;
    if (dx * dx + dy * dy <= r * r) return isGable ? [255, 255, 255, 255] : [122, 46, 29, 255];
    const isBar =
      x > height * 1.2 &&
      ((y > height * 0.2 && y < height * 0.5) || (y > height * 0.62 && y < height * 0.74 && x < width * 0.8));
    return isBar ? [60, 40, 30, 255] : [0, 0, 0, 0];
  });
