import { inflateSync, constants as zlib } from 'node:zlib';
import { nameOf, optionalNumber, PdfSyntaxError, type RawDict, TokenReader } from './pdf-tokens.ts';

/** A document whose declared sizes would exhaust whoever reads it. */
export class PdfBombError extends Error {
  override name = 'PdfBombError';
}

/** What may still be read of one document: decoded bytes of its structure, and objects. */
export interface Budget {
  left: number;
  objects: number;
}

export function spend(budget: Budget, objects: number): void {
  budget.objects -= objects;
  if (budget.objects < 0) throw new PdfBombError('too many objects');
}

/**
 * A stream that holds the document's structure: nothing but one Flate filter, and decoded within the budget. `lengthAt`
 * reads a length that stands in an object of its own. Throws `PdfSyntaxError` or `PdfBombError`.
 */
export function structuralStream(
  bytes: Uint8Array,
  at: number,
  type: 'XRef' | 'ObjStm',
  budget: Budget,
  lengthAt: (objectNumber: number) => number | undefined = () => undefined,
): { dict: RawDict; data: Uint8Array } {
  const reader = new TokenReader(bytes, at);
  reader.objectHeader();
  const dict = reader.dict();
  if (nameOf(dict.get('Type')) !== type) throw new PdfSyntaxError(`expected a stream of type ${type}`);
  if (!reader.take('stream')) throw new PdfSyntaxError('expected a stream');
  if (bytes[reader.at] === 0x0d) reader.at++;
  if (bytes[reader.at] === 0x0a) reader.at++;
  const declared = dict.get('Length');
  const length =
    declared && typeof declared === 'object' && 'objectNumber' in declared
      ? lengthAt(declared.objectNumber)
      : optionalNumber(declared);
  const raw = bytes.subarray(reader.at, streamEnd(bytes, reader.at, length));
  const filter = dict.get('Filter');
  const filters = filter === undefined ? [] : Array.isArray(filter) ? filter.map(nameOf) : [nameOf(filter)];
  if (filters.length === 0) return { dict, data: raw };
  if (filters.length > 1 || filters[0] !== 'FlateDecode') {
    throw new PdfSyntaxError('a structural stream in an unusual encoding');
  }
  return { dict, data: withoutPredictor(inflateWithin(raw, budget), dict) };
}

/** As the parser has it: where the length leads if "endstream" follows, else at the next "endstream". */
function streamEnd(bytes: Uint8Array, start: number, length: number | undefined): number {
  if (length !== undefined && new TokenReader(bytes, start + length).take('endstream')) return start + length;
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('endstream', start);
  if (end < 0) throw new PdfSyntaxError('unfinished stream');
  return end;
}

function inflateWithin(data: Uint8Array, budget: Budget): Uint8Array {
  try {
    const { buffer, engine } = inflateSync(data, {
      maxOutputLength: Math.max(1, budget.left),
      finishFlush: zlib.Z_SYNC_FLUSH,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    budget.left -= buffer.length;
    // A parser may go on inflating what follows: nothing may.
    if (data.subarray(engine.bytesWritten).some((byte) => byte > 0x20)) {
      throw new PdfSyntaxError('bytes after the end of a compressed stream');
    }
    return buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new PdfBombError('inflates without end');
    if (error instanceof PdfSyntaxError) throw error;
    throw new PdfSyntaxError('unreadable compressed stream');
  }
}

/** Undoes the PNG predictor, which nearly every cross-reference stream uses (ISO 32000-1, 7.4.4.4). */
function withoutPredictor(data: Uint8Array, dict: RawDict): Uint8Array {
  const declared = dict.get('DecodeParms');
  const parms = Array.isArray(declared) ? declared[0] : declared;
  if (!(parms instanceof Map)) return data;
  const predictor = optionalNumber(parms.get('Predictor')) ?? 1;
  if (predictor === 1) return data;
  const isBytes =
    (optionalNumber(parms.get('Colors')) ?? 1) === 1 && (optionalNumber(parms.get('BitsPerComponent')) ?? 8) === 8;
  const columns = optionalNumber(parms.get('Columns')) ?? 1;
  if (predictor < 10 || !isBytes || !Number.isInteger(columns) || columns < 1) {
    throw new PdfSyntaxError('a structural stream with an unusual predictor');
  }
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (columns + 1)]!;
    if (filter > 4) throw new PdfSyntaxError('unknown predictor in a structural stream');
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const left = column > 0 ? out[at - 1]! : 0;
      const up = row > 0 ? out[at - columns]! : 0;
      const upLeft = column > 0 && row > 0 ? out[at - columns - 1]! : 0;
      out[at] = data[row * (columns + 1) + 1 + column]! + predicted(filter, left, up, upLeft);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [toLeft, toUp, toUpLeft] = [up - upLeft, left - upLeft, left + up - 2 * upLeft].map(Math.abs) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
