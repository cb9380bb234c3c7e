import { beforeAll, expect, it } from 'vitest';
import { after, MINUTE } from '../../shared/clock.ts';
import { crashes } from '../../test/crash.ts';
import { addressesIn, arrive, faultsOf, newList, readImport, readList, sent, workImports } from '../../test/lists.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import importContract from './import-list/contract.ts';
import { handler as importList } from './import-list/handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const ROWS = [
  'a@exemple.test;A',
  'b@exemple.test;B',
  'A@exemple.test;encore',
  'c@exemple.test;C',
  'ni-nom-ni-adresse;D',
];
const FILE = Buffer.from(`Email;Nom\n${ROWS.join('\n')}\n`);

/** A worker is killed between any two of its calls; the queue gives its message again. */
it.each([
  ['arrives', 0],
  ['is looked over', 1],
  ['comes in', 2],
])('killed anywhere while a file %s, an import ends with the same list', { timeout: 300_000 }, async (_, steps) => {
  for await (const die of crashes()) {
    const listId = await newList(t);
    const importId = await sent(t, listId, FILE);
    let run = () => arrive(t, importId);
    for (let step = 0; step < steps; step++) {
      await run();
      const [data] = await t.queued('import-list');
      run = () => t.receive(importList, importContract, data);
    }
    await die(run);
    await run();
    await workImports(t);
    // What was committed and could not send its message is found due.
    await t.tick(wakeDue, wakeDueContract, { clock: () => after(new Date(), MINUTE) });
    await workImports(t);
    expect(await readImport(t, listId, importId)).toMatchObject({
      status: 'completed',
      counts: { read: 5, accepted: 3, duplicates: 1, rejected: 1 },
    });
    expect(await addressesIn(t, listId)).toEqual(
      ['a', 'b', 'c'].map((name) => ({ email: `${name}@exemple.test`, Nom: name.toUpperCase() })),
    );
    expect((await readList(t, listId)).body.addresses).toBe(3);
    expect(await faultsOf(t, listId, importId)).toMatchObject([{ line: 6, code: 'invalid-address' }]);
    expect(await faultsOf(t, listId, importId, 'duplicate')).toMatchObject([{ line: 4, firstLine: 2 }]);
  }
});
