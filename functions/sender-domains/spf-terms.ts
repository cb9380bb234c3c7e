import { isIPv6 } from 'node:net';

export type Qualifier = '+' | '-' | '~' | '?';

/** A term of an SPF record (RFC 7208, 12), or one that its grammar does not know. */
export type SpfTerm =
  | { kind: 'mechanism'; name: Mechanism; qualifier: Qualifier; target?: string; isEverybody: boolean }
  | { kind: 'modifier'; name: string; value: string }
  | { kind: 'unreadable' };

type Mechanism = 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';

const MECHANISM = /^([-+~?]?)([a-z]+\d?)([:/].*)?$/i;
const MODIFIER = /^([a-z][a-z\d_.-]*)=(.*)$/i;
/** A macro of what is known of a mail when it is received. */
const MACRO = /%(?:\{[slodiphcrtv]\d*r?[.\-+,/_=]*\}|[%_-])/gi;
/** Characters that are seen, but `%`, which only begins macros. */
const SEEN = /^[\x21-\x24\x26-\x7e]*$/;
const NUMBER = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IP4 = new RegExp(`^${NUMBER}(?:\\.${NUMBER}){3}$`);

const isMacroString = (text: string) => SEEN.test(text.replaceAll(MACRO, ''));

/** A name with macros in it; it ends in a macro or in a label that is no number. */
function isDomain(text: string): boolean {
  if (!isMacroString(text)) return false;
  if (/%\{[^{}]+\}$/.test(text)) return true;
  const labels = text.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && /^[a-z\d-]+$/i.test(last) && !/^-|-$|^\d+$/.test(last);
}

/** The length of a prefix, at most so many bits; nothing when it is none. */
function bitsOf(written: string, most: number): number | undefined {
  const bits = /^(?:0|[1-9]\d?\d?)$/.test(written) ? Number(written) : most + 1;
  return bits <= most ? bits : undefined;
}

/** One term, between two spaces. */
export function readTerm(term: string): SpfTerm {
  const [, sign = '', word = '', rest = ''] = MECHANISM.exec(term) ?? [];
  const name = word.toLowerCase();
  if (isMechanism(name)) {
    const read = READERS[name](rest);
    const qualifier = (sign || '+') as Qualifier;
    return read ? { kind: 'mechanism', name, qualifier, isEverybody: false, ...read } : { kind: 'unreadable' };
  }
  const [, modifier, value = ''] = MODIFIER.exec(term) ?? [];
  if (modifier === undefined) return { kind: 'unreadable' };
  const called = modifier.toLowerCase();
  const isSound = called === 'redirect' || called === 'exp' ? isDomain(value) : isMacroString(value);
  return isSound ? { kind: 'modifier', name: called, value } : { kind: 'unreadable' };
}

type Read = { target?: string; isEverybody?: boolean } | undefined;

const named = (rest: string): Read =>
  rest[0] === ':' && isDomain(rest.slice(1)) ? { target: rest.slice(1) } : undefined;

/** `a`, `mx`: with a name or without, with lengths of prefixes or without. */
function ofHosts(rest: string): Read {
  const [, name, four, six] = /^(:[^/]*)?(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(rest) ?? [undefined, '', '99'];
  if (name !== undefined && !isDomain(name.slice(1))) return undefined;
  const bits = [four === undefined ? 32 : bitsOf(four, 32), six === undefined ? 128 : bitsOf(six, 128)];
  if (bits.includes(undefined)) return undefined;
  return { ...(name !== undefined && { target: name.slice(1) }), isEverybody: bits.includes(0) };
}

function network(isAddress: (text: string) => boolean, most: number) {
  return (rest: string): Read => {
    const [address = '', length, ...more] = rest.slice(1).split('/');
    const bits = length === undefined ? most : bitsOf(length, most);
    const isSound = rest[0] === ':' && !more.length && bits !== undefined && isAddress(address);
    return isSound ? { isEverybody: bits === 0 } : undefined;
  };
}

const READERS: Readonly<Record<Mechanism, (rest: string) => Read>> = {
  all: (rest) => (rest === '' ? { isEverybody: true } : undefined),
  include: named,
  exists: named,
  ptr: (rest) => (rest === '' ? {} : named(rest)),
  a: ofHosts,
  mx: ofHosts,
  ip4: network((text) => IP4.test(text), 32),
  ip6: network((text) => isIPv6(text) && !text.includes('%'), 128),
};

/** The names of mechanisms: one written with `=` reads as something unknown, and is passed over. */
export const isMechanism = (name: string): name is Mechanism => Object.hasOwn(READERS, name);
