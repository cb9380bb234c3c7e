/** What PDF writers encode streams with and Node has no word for. */

export const ascii85 = (bytes: Uint8Array): Uint8Array => {
  const groups = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, i) => bytes.subarray(i * 4, i * 4 + 4));
  const letters = groups.map((group) => {
    const value = Buffer.concat([group, new Uint8Array(4)]).readUInt32BE(0);
    if (value === 0 && group.length === 4) return 'z';
    const digits = [4, 3, 2, 1, 0].map((place) => Math.floor(value / 85 ** place) % 85);
    return String.fromCharCode(...digits.slice(0, group.length + 1).map((digit) => digit + 0x21));
  });
  // Writers break lines, and end with a mark.
  return Buffer.from(`${letters.join('').replace(/.{72}/g, '$&\n')}~>`, 'latin1');
};

export const asciiHex = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(`${Buffer.from(bytes).toString('hex').replace(/.{64}/g, '$&\r\n')}>`);

/** Run lengths of one byte repeated; `count` is a multiple of 128. */
export const repeated = (byte: number, count: number): Uint8Array =>
  Buffer.concat([Buffer.alloc((count / 128) * 2, Uint8Array.of(129, byte)), Uint8Array.of(128)]);

/** LZW as TIFF and PDF have it: codes widen one code early unless told otherwise. */
export function lzw(bytes: Uint8Array, earlyChange = 1): Uint8Array {
  const [clear, end, first] = [256, 257, 258];
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  /** Code of a sequence and of the byte after it -> code of both. */
  const table = new Map<number, number>();
  const write = (code: number, known: number) => {
    const width = Math.min(12, 32 - Math.clz32(first + known + earlyChange));
    held = (held << width) | code;
    bits += width;
    for (; bits >= 8; bits -= 8) out.push((held >>> (bits - 8)) & 255);
    held &= (1 << bits) - 1;
  };
  // Whoever reads learns a sequence one code after it was written.
  const learned = () => Math.max(0, table.size - 1);
  write(clear, 0);
  let sequence: number | undefined;
  for (const byte of bytes) {
    const longer = sequence === undefined ? byte : table.get(sequence * 256 + byte);
    if (sequence === undefined || longer !== undefined) {
      sequence = longer;
      continue;
    }
    write(sequence, learned());
    table.set(sequence * 256 + byte, first + table.size);
    sequence = byte;
    if (first + table.size < 4095) continue;
    write(clear, learned());
    table.clear();
  }
  if (sequence !== undefined) write(sequence, learned());
  write(end, table.size);
  if (bits > 0) out.push((held << (8 - bits)) & 255);
  return Uint8Array.from(out);
}
