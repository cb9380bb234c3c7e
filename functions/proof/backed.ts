import canonicalize from 'canonicalize';
import type { Told } from './acts.ts';
import type { Entry } from './ledger.ts';

/**
 * What a chain of acts says of each field of a proof, in the proof's own shape. A proof is written from it, and compared
 * with it when it is verified: a field that is told to people and that no rule here names does not compile.
 */
type Json = Entry['details'][string];
/** The fact was erased: its fingerprint stays in the chain, nobody can compare. */
export const ERASED = Symbol('erased');
/** No act tells it: it is in the proof for what it is worth, and verification says so. */
export const UNBACKED = Symbol('unbacked');
/** Acts that tell the same fact do not agree. */
const CONTRADICTED = Symbol('contradicted');

export type Fact = Json | undefined | typeof ERASED | typeof UNBACKED | typeof CONTRADICTED;
export type Backed<T> = {
  [K in keyof T]-?: NonNullable<T[K]> extends readonly (infer Item)[]
    ? readonly Backed<Item>[]
    : NonNullable<T[K]> extends object
      ? Backed<NonNullable<T[K]>> | undefined
      : Fact;
};

/** What an act says, among its details or the personal facts beside them; of an act that is known, only what it may tell. */
export function said<Name extends string>(entry: Told<Name> | undefined, name: NoInfer<Name>): Fact {
  if (!entry) return undefined;
  if (name in entry.details) return entry.details[name];
  if (!(name in entry.personal)) return undefined;
  const clear = entry.clear?.[name];
  return clear ? clear.value : ERASED;
}

/** A fact that several acts tell: all that can be read must agree. */
export function agreed(...facts: readonly Fact[]): Fact {
  const [first = ERASED, ...others] = facts.filter((fact) => fact !== undefined && fact !== ERASED);
  return others.every((other) => same(first, other)) ? first : CONTRADICTED;
}

/** A part of a fact; what is erased has none. */
export const partOf = (fact: Fact, part: (value: Json) => Fact): Fact =>
  fact === undefined || typeof fact === 'symbol' ? fact : part(fact);

const same = (one: unknown, other: unknown): boolean =>
  typeof one !== 'symbol' && typeof other !== 'symbol' && canonicalize(one) === canonicalize(other);

export interface Comparison {
  /** Fields that are not what the acts say, as paths: `signers.0.name`. */
  wrong: string[];
  erased: string[];
  unbacked: string[];
}

/** A proof beside what its chain says of it. */
function compare(backed: unknown, stated: unknown, path: readonly string[] = []): Comparison {
  const at = path.join('.');
  const outcome = (found: Partial<Comparison>): Comparison => ({ wrong: [], erased: [], unbacked: [], ...found });
  if (backed === ERASED) return outcome(stated === undefined ? {} : { erased: [at] });
  if (backed === UNBACKED) return outcome(stated === undefined ? {} : { unbacked: [at] });
  if (!isObject(backed) || !isObject(stated)) {
    return outcome(backed === undefined && stated === undefined ? {} : same(backed, stated) ? {} : { wrong: [at] });
  }
  const names = [...new Set([...Object.keys(backed), ...Object.keys(stated)])];
  const parts = names.map((name) => compare(backed[name], stated[name], [...path, name]));
  return {
    wrong: parts.flatMap(({ wrong }) => wrong),
    erased: parts.flatMap(({ erased }) => erased),
    unbacked: parts.flatMap(({ unbacked }) => unbacked),
  };
}

/** The same of the fields that acts tell: the others are compared with what tells those. */
export const compareWith = <T extends object>(backing: T, proof: { [K in keyof T]?: unknown }): Comparison =>
  compare(backing, Object.fromEntries(Object.keys(backing).map((name) => [name, proof[name as keyof T]])));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What can be written of a proof: only what the acts say. */
export function written(backed: unknown): unknown {
  if (typeof backed === 'symbol') return undefined;
  if (Array.isArray(backed)) return backed.map(written);
  if (!isObject(backed)) return backed;
  const facts = Object.entries(backed).map(([name, fact]) => [name, written(fact)]);
  return Object.fromEntries(facts.filter(([, fact]) => fact !== undefined));
}
