/**
 * Reads the few fields that sealing looks at, in place: pkijs builds an object for each element of each certificate,
 * which took more time than signing. What is verified is still read by pkijs.
 */
export interface DerElement {
  tag: number;
  content: Uint8Array;
  /** Tag, length and content. */
  whole: Uint8Array;
}

class DerError extends Error {
  override name = 'DerError';
}

/** The element at `at`; whatever follows it is left. Throws `DerError` when it does not end within the bytes. */
export function readElement(bytes: Uint8Array, at = 0): DerElement {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || first === 0x80) throw new DerError('not an element');
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + digits;
  let length = first;
  if (digits > 0) {
    length = 0;
    for (let i = at + 2; i < start; i++) length = length * 256 + (bytes[i] ?? 0);
  }
  const end = start + length;
  if (end > bytes.length) throw new DerError('an element that does not end');
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}

/** The elements that a constructed one is made of. */
export function membersOf({ tag, content }: DerElement): DerElement[] {
  if (!(tag & 0x20)) throw new DerError('expected a constructed element');
  const members: DerElement[] = [];
  for (let at = 0; at < content.length; ) {
    const member = readElement(content, at);
    members.push(member);
    at += member.whole.length;
  }
  return members;
}

/** The member at a place, of the member at a place, and so on. */
export function memberAt(element: DerElement, ...places: number[]): DerElement {
  return places.reduce((parent, place) => {
    const member = membersOf(parent)[place];
    if (!member) throw new DerError('a missing element');
    return member;
  }, element);
}

/** `1.2.840…` */
export function dotted({ content }: DerElement): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [joined = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(joined / 40));
  return [root, joined - root * 40, ...rest].join('.');
}

/** A GeneralizedTime in UTC (X.690, 11.7); its fraction of a second beyond milliseconds is dropped. */
export function timeOf({ content }: DerElement): Date {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?Z$/.exec(Buffer.from(content).toString('latin1'));
  if (!parts) throw new DerError('not a time');
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  if (Number.isNaN(time.getTime())) throw new DerError('not a time');
  return time;
}
