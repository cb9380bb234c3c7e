import { deflateSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { ascii85, asciiHex, lzw, repeated } from '../../test/pdf-filters.ts';
import fc from '../../test/property.ts';
import { decodedSize } from './decoded-size.ts';

const size = (data: Uint8Array, names: string[], { earlyChange = 1, most = 1e9 } = {}) =>
  decodedSize(
    data,
    names.map((name) => ({ name, earlyChange })),
    most,
  );

describe('the size of what was encoded with', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ minLength: 9000, maxLength: 9000, max: 3 }),
  );

  test('LZW, widening early or late, is exact', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(0, 1), (plain, earlyChange) => {
        expect(size(lzw(plain, earlyChange), ['LZWDecode'], { earlyChange })).toBe(plain.length);
      }),
    );
  });

  test('letters or digits around Flate is exact', () => {
    fc.assert(
      fc.property(bytes, (plain) => {
        expect(size(ascii85(deflateSync(plain)), ['ASCII85Decode', 'FlateDecode'])).toBe(plain.length);
        expect(size(asciiHex(deflateSync(plain)), ['ASCIIHexDecode', 'FlateDecode'])).toBe(plain.length);
        expect(size(ascii85(asciiHex(deflateSync(plain))), ['A85', 'AHx', 'Fl'])).toBe(plain.length);
      }),
    );
  });

  test('run lengths is exact', () => {
    expect(size(repeated(7, 1280), ['RunLengthDecode'])).toBe(1280);
    expect(size(Uint8Array.of(2, 1, 2, 3, 255, 9, 128, 5, 5), ['RL'])).toBe(3 + 2);
  });
});

it('says that there is too much one byte beyond the limit', () => {
  const plain = new Uint8Array(5120);
  for (const [data, name] of [
    [deflateSync(plain), 'FlateDecode'],
    [lzw(plain), 'LZWDecode'],
    [repeated(0, 5120), 'RunLengthDecode'],
  ] as const) {
    expect(size(data, [name], { most: 5120 })).toBe(5120);
    expect(() => size(data, [name], { most: 5119 })).toThrow('without end');
  }
});

it('counts nothing for what only spells bytes or describes an image', () => {
  expect(size(new Uint8Array(9), [])).toBe(0);
  expect(size(new Uint8Array(9), ['ASCII85Decode', 'DCTDecode'])).toBe(0);
});
