import { encode } from 'uqr';

/** Runs of dark modules of a QR code for a text: each from a column of a row on, in modules, from the upper left. */
export interface QrCode {
  /** Modules of a side, without the quiet zone of four around it. */
  side: number;
  runs: { row: number; column: number; length: number }[];
}

/** ISO/IEC 18004 with error correction M: a scratch or a stamp leaves it readable. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const runs: QrCode['runs'] = [];
  for (const [row, modules] of data.entries()) {
    for (let column = 0; column < size; column++) {
      if (!modules[column]) continue;
      const from = column;
      while (modules[column]) column++;
      runs.push({ row, column: from, length: column - from });
    }
  }
  return { side: size, runs };
}
