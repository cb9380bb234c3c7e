import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../shared/identity/tenant.ts';
import fc from '../../test/property.ts';
import { type Act, append, type Entry, emptyChain, entries, type Head } from './ledger.ts';
import { chainCheck, personalCheck } from './verify-chain.ts';

const tenant = 'acc_01k3v9x7c2m4q8r5t6w1y0z3ab' as Tenant;
const subject = 'sig_01k3v9x7c2m4q8r5t6w1y0z3ab';
const start = Date.parse('2027-03-01T10:00:00Z');

/** What a bundle's verification says of a chain by itself. */
function problems(chain: readonly Entry[]): string[] {
  return [chainCheck(chain, subject), personalCheck(chain)]
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name }) => name);
}

const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>;
/** Named by our code, never by a person: no fact is called `__proto__`, a name that schemas drop when they read. */
const facts = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 8 }), json, { maxKeys: 3 })
  .filter((named) => !JSON.stringify(named).includes('"__proto__"'));
const act: fc.Arbitrary<Omit<Act, 'at'>> = fc.record({
  act: fc.constantFrom('requested', 'opened', 'signed', 'é'),
  actor: fc.constantFrom<Act['actor']>({ kind: 'system' }, { kind: 'signer', id: 'sgn_1' }),
  details: facts,
  personal: facts,
});
/** Acts as they come, a few at a time: each group is one transaction. */
const groups = fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });

function written(history: Omit<Act, 'at'>[][]): Entry[] {
  let head: Head = emptyChain;
  let seconds = 0;
  const chain: Entry[] = [];
  for (const group of history) {
    const acts = group.map((one) => ({ ...one, at: new Date(start + 1000 * ++seconds) }));
    const appended = append(tenant, subject, head, acts);
    head = appended.head;
    chain.push(...appended.entries);
  }
  return chain;
}

/** As they come back from the table, or from proof.json. */
const stored = (chain: readonly Entry[]): Entry[] =>
  JSON.parse(JSON.stringify(chain)).map((entry: Record<string, unknown>) => entries.parse(entry));

it('whatever happened, in whatever groups, the chain holds, and holds when it is read back', () => {
  fc.assert(
    fc.property(groups, (history) => {
      const chain = written(history);
      expect(chain.map(({ sequence }) => sequence)).toEqual(chain.map((_, i) => i + 1));
      expect(problems(chain)).toEqual([]);
      expect(problems(stored(chain))).toEqual([]);
    }),
  );
});

describe('is noticed:', () => {
  /** Whether the same is written there still: canonical JSON knows no order of keys. */
  const same = (one: unknown, other: unknown) => {
    try {
      expect(one).toEqual(other);
      return true;
    } catch {
      return false;
    }
  };
  const changes: Record<string, fc.Arbitrary<(entry: Entry) => Entry>> = {
    act: fc.string({ minLength: 1 }).map((act) => (entry) => ({ ...entry, act })),
    time: fc.integer({ min: 1, max: 10_000 }).map((ms) => (entry) => ({
      ...entry,
      at: new Date(Date.parse(entry.at) + ms).toISOString(),
    })),
    actor: fc.string().map((id) => (entry) => ({ ...entry, actor: { ...entry.actor, id } })),
    sequence: fc.integer({ min: 1, max: 99 }).map((sequence) => (entry) => ({ ...entry, sequence })),
    subject: fc.string().map((other) => (entry) => ({ ...entry, subject: other })),
    details: facts.map((details) => (entry) => ({ ...entry, details })),
    personal: facts.map((more) => (entry) => ({
      ...entry,
      clear: Object.fromEntries(Object.entries(more).map(([name, value]) => [name, { value, salt: 'salt' }])),
    })),
  };

  it.each(Object.entries(changes))('a change of the %s of any act', (_, change) => {
    fc.assert(
      fc.property(groups, fc.nat(), change, (history, at, apply) => {
        const chain = written(history);
        const i = at % chain.length;
        const entry = chain[i]!;
        const other = apply(entry);
        // Erasing personal facts is allowed; so is to say the same again.
        const erased =
          Object.keys(other.clear ?? {}).length === 0 && same({ ...other, clear: 0 }, { ...entry, clear: 0 });
        fc.pre(!erased && !same(other, entry));
        expect(problems(chain.with(i, other))).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('an act taken out, put in, moved or written twice', () => {
    fc.assert(
      fc.property(groups, fc.nat(), act, (history, at, one) => {
        const chain = written(history);
        fc.pre(chain.length > 2);
        const i = at % (chain.length - 1);
        const forged = append(tenant, subject, { sequence: i, hash: chain[i]!.previousHash }, [
          { ...one, at: new Date(chain[i]!.at) },
        ]).entries;
        // An act like the one that is there, with nothing personal in it, is that very act: no forgery.
        fc.pre(!same(forged, [chain[i]]));
        for (const other of [
          chain.toSpliced(i, 1),
          chain.toSpliced(i, 0, chain[i]!),
          chain.toSpliced(i, 2, chain[i + 1]!, chain[i]!),
          chain.toSpliced(i, 1, ...forged),
        ]) {
          expect(problems(other)).toContain('chain');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('personal facts', () => {
  const known = written([[{ act: 'signed', actor: { kind: 'system' }, personal: { name: 'Anne Martin' } }]]);

  it('can be erased: the chain holds, and nothing of them remains', () => {
    const erased = known.map(({ clear: _, ...entry }) => entry);
    expect(problems(erased)).toEqual([]);
    expect(JSON.stringify(erased)).not.toContain('Anne');
  });

  it('cannot be guessed from their hash: the same fact never has the same', () => {
    const again = written([[{ act: 'signed', actor: { kind: 'system' }, personal: { name: 'Anne Martin' } }]]);
    expect(again[0]?.personal.name).not.toBe(known[0]?.personal.name);
  });
});

it('leaves out facts that are not known', () => {
  const [entry] = written([[{ act: 'opened', actor: { kind: 'system' }, details: { a: undefined, b: null } }]]);
  expect(entry?.details).toEqual({ b: null });
  expect(entry).not.toHaveProperty('clear');
});
