import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { sampleBundle } from '../../test/proof-samples.ts';
import { container } from './bundle.ts';
import { everyVerifier } from './every-verifier.ts';
import { type Act, append, type Entry, emptyChain } from './ledger.ts';
import { type Verifier, verifyBundle } from './verify.ts';

/** The smallest area that proves something: an order of a buyer, with no seal. */
const ORDERS = `
import * as z from 'zod';
import { acts } from '${import.meta.dirname}/acts.ts';
import { container } from '${import.meta.dirname}/bundle.ts';
import { entrySchema } from '${import.meta.dirname}/ledger.ts';
import { verifier } from '${import.meta.dirname}/verify.ts';
import { chainCheck } from '${import.meta.dirname}/verify-chain.ts';
const words = { fr: 'Commande passée', en: 'Order placed' };
export default verifier({
  kind: 'order',
  container: container(['order.pdf']),
  acts: acts({ ordered: { by: ['buyer'], words }, faxed: { by: [], words: { fr: 'Télécopie', en: 'Fax' } } }),
  drawing: 1,
  schema: z.strictObject({ kind: z.literal('order'), drawing: z.int().max(1), chain: z.array(entrySchema) }),
  checks: async ({ chain }) => [chainCheck(chain, 'ord_1')],
  summary: ({ chain }) => ({ acts: String(chain.length) }),
  labels: {},
});
`;

let functions: string;
let verifiers: Verifier[];
beforeAll(async () => {
  functions = await mkdtemp(join(tmpdir(), 'two-areas-'));
  for (const area of ['orders', 'signatures']) await mkdir(join(functions, area, 'proof'), { recursive: true });
  await writeFile(join(functions, 'orders/proof/verifier.ts'), ORDERS);
  const signatures = join(import.meta.dirname, '../signatures/proof/verifier.ts');
  await writeFile(join(functions, 'signatures/proof/verifier.ts'), `export { default } from '${signatures}';`);
  verifiers = await everyVerifier(functions);
});
afterAll(() => rm(functions, { recursive: true }));

const buyer = { kind: 'buyer', id: 'buy_1' } as const;
const at = new Date('2027-03-01T10:00:00Z');
const ordered: Act = { act: 'ordered', actor: buyer, at };

/** A bundle of that area, whatever its acts. */
function orderBundle(acts: readonly Act[], change: (chain: Entry[]) => Entry[] = (chain) => chain, drawing = 1) {
  const { names, pack, checksums } = container(['order.pdf']);
  const { entries } = append('acc_01k3v9x7c2m4q8r5t6w1y0z3ab' as Tenant, 'ord_1', emptyChain, acts);
  const bytes = new TextEncoder().encode('%PDF');
  const files = Object.fromEntries(names.map((name) => [name, bytes])) as Record<(typeof names)[number], Uint8Array>;
  files['proof.json'] = new TextEncoder().encode(JSON.stringify({ kind: 'order', drawing, chain: change(entries) }));
  return pack({ ...files, SHA256SUMS: checksums(files) });
}
const verified = (zip: Uint8Array) => verifyBundle(zip, verifiers);

test('two areas’ verifiers stand side by side: each bundle has its own, by the kind that it states', async () => {
  expect(verifiers.map(({ kind }) => kind)).toEqual(['order', 'signature']);
  expect(await verified(orderBundle([ordered]))).toMatchObject({
    kind: 'order',
    verdict: 'valid',
    summary: { acts: '1' },
  });
  const signature = await verified(await sampleBundle());
  expect(signature).toMatchObject({ kind: 'signature', verdict: 'unknown-maker' });
  expect(signature.checks).toContainEqual(expect.objectContaining({ name: 'actors', outcome: 'passed' }));
  const foreign = await verifyBundle(orderBundle([ordered]), verifiers.slice(1));
  expect(foreign).toMatchObject({ verdict: 'unusable', checks: [{ name: 'kind' }] });
  expect(foreign.checks[0]?.text.en).toContain('"order"');
});

test('two areas cannot state the same kind', async () => {
  await cp(join(functions, 'orders'), join(functions, 'sales'), { recursive: true });
  await expect(everyVerifier(functions)).rejects.toThrow('verify the kind order');
  await rm(join(functions, 'sales'), { recursive: true });
});

describe('an earlier verifier, a later act', () => {
  const refunded: Act = { act: 'refunded', actor: { kind: 'user', id: 'usr_1' }, at };

  test('judges nothing, says which act it does not know, and what to do', async () => {
    const { verdict, checks } = await verified(orderBundle([ordered, refunded]));
    expect({ verdict, names: checks.map(({ name }) => name) }).toEqual({ verdict: 'unusable', names: ['version'] });
    expect(checks[0]?.text.fr).toMatch(/ne peut pas juger .* "refunded" \(n° 2\)\. Prenez-en une plus récente/);
    expect(checks[0]?.text.en).toMatch(/cannot judge .* "refunded" \(no\. 2\)\. Take a newer one/);
  });

  test('says so of a name that every object has', async () => {
    expect((await verified(orderBundle([{ ...ordered, act: 'constructor' }]))).verdict).toBe('unusable');
  });

  test('says so before it stumbles over what else a later version writes, or draws', async () => {
    expect((await verified(orderBundle([ordered], undefined, 2))).checks[0]?.name).toBe('version');
  });

  test('is not taken in by an act that was renamed: the chain is broken', async () => {
    const renamed = (chain: Entry[]) => chain.map((entry) => ({ ...entry, act: 'refunded' }));
    const { verdict, checks } = await verified(orderBundle([ordered], renamed));
    expect({ verdict, failed: checks.find(({ outcome }) => outcome === 'failed')?.name }).toEqual({
      verdict: 'broken',
      failed: 'chain',
    });
  });
});

test('an act that nobody does any more is still known', async () => {
  const faxed: Act = { act: 'faxed', actor: { kind: 'user', id: 'usr_1' }, at };
  expect((await verified(orderBundle([ordered, faxed]))).verdict).toBe('valid');
});

test('an act of somebody who may not do it is told', async () => {
  const { verdict, checks } = await verified(orderBundle([{ ...ordered, actor: { kind: 'system' } }]));
  expect(verdict).toBe('broken');
  expect(checks.find(({ name }) => name === 'actors')).toMatchObject({
    outcome: 'failed',
    text: { en: 'act no. 1 (“ordered”) is none that “system” may do' },
  });
});
