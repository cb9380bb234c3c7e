import { describe, expect, it } from 'vitest';
import { element, generalizedTime, integer, oid, sequence } from './der.ts';
import { dotted, memberAt, membersOf, readElement, timeOf } from './der-reader.ts';

describe('a DER element', () => {
  it.each([0, 127, 128, 255, 256, 70_000])('of %i bytes is read whole, and what follows is left', (length) => {
    const written = element(0x04, new Uint8Array(length).fill(7));
    const read = readElement(new Uint8Array([...written, 9, 9]));
    expect(read.content).toEqual(new Uint8Array(length).fill(7));
    expect(read.whole).toEqual(written);
  });

  it('is found inside others', () => {
    const nested = sequence(integer(1), sequence(integer(2), sequence(integer(3))));
    expect(memberAt(readElement(nested), 1, 1, 0).content).toEqual(Uint8Array.of(3));
    expect(() => memberAt(readElement(nested), 1, 2)).toThrow('missing');
    expect(() => membersOf(readElement(integer(1)))).toThrow('constructed');
  });

  it('that was cut short, or has no stated end, is refused', () => {
    const whole = sequence(integer(1), integer(300));
    for (let length = 0; length < whole.length; length++) {
      expect(() => readElement(whole.subarray(0, length))).toThrow('element');
    }
    expect(() => readElement(Uint8Array.of(0x30, 0x80, 0, 0))).toThrow('not an element');
  });

  it.each(['1.2.840.113549.1.9.16.1.4', '2.16.840.1.101.3.4.2.1', '2.999.3', '0.9.2342', '1.3.6.1.4.1.32473.1.1'])(
    'says the identifier %s',
    (name) => expect(dotted(readElement(oid(name)))).toBe(name),
  );

  it('says a time, to the millisecond', () => {
    const at = new Date('2026-11-21T22:34:05Z');
    const time = (text: string) => timeOf(readElement(element(0x18, Buffer.from(text))));
    expect(timeOf(readElement(generalizedTime(at)))).toEqual(at);
    expect(time('20261121223405.1234567Z')).toEqual(new Date('2026-11-21T22:34:05.123Z'));
    expect(() => time('20261121223405')).toThrow('not a time');
    expect(() => time('20261321223405Z')).toThrow('not a time');
  });
});
