import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plural } from '../thing-words.ts';
import { camel, type Files, inFolder, type Named, pascal } from './naming.ts';

/**
 * A use case of programs that takes a thing to another state, by the transition that its verb names.
 * @throws Error, in French then in English, when the states of the thing have no such transition
 */
export async function transition(named: Named, noun: string, root: string): Promise<Files> {
  const { area, name, fr, en } = named;
  const verb = name.split('-')[0] ?? '';
  const states = `functions/${area}/${noun}-states.ts`;
  const text = await readFile(join(root, states), 'utf8').catch(() => '');
  if (!new RegExp(`\\b${verb}: \\{ from: `).test(text)) {
    const line = `${verb}: { from: [...], to: '...' }`;
    throw new Error(
      `Déclarez d’abord la transition dans ${states} : ${line}\nDeclare the transition in ${states} first: ${line}`,
    );
  }
  if (!existsSync(join(root, `functions/${area}/create-${noun}/handler.ts`)))
    throw new Error(
      `functions/${area}/create-${noun} manque : le test commence par là.\nfunctions/${area}/create-${noun} is missing: the test begins there.`,
    );
  const [one, One] = [camel(noun), pascal(noun)];
  return inFolder(named, {
    'contract.ts': `
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { ${one}View } from '../${noun}-view.ts';

export default http({
  route: 'POST /v1/${plural(noun)}/{${one}Id}/${verb}',
  summary: say('${fr}', '${en}'),
  auth: 'user',
  rights: '${area}:write',
  returns: { 200: ${one}View },
  problems: [409],
  access: ['table:write'],
});
`,
    'handler.ts': `
import { serve } from '../../../shared/function/http.ts';
import { happen, load${One} } from '../${noun}.ts';
import { ${one}States } from '../${noun}-states.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const { ${one} } = await load${One}(tenant, params.${one}Id);
  const { to: status } = ${one}States.transitions.${verb};
  // Its act, once it is declared in ${noun}-acts.ts.
  const writes = happen(tenant, ${one}, [], { move: '${verb}' });
  return { status: 200, body: { ...${one}, status }, writes };
});
`,
    'handler.test.ts': `
import { beforeAll, expect, test } from 'vitest';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import createContract from '../create-${noun}/contract.ts';
import { handler as create${One} } from '../create-${noun}/handler.ts';
import getContract from '../get-${noun}/contract.ts';
import { handler as get${One} } from '../get-${noun}/handler.ts';
import { ${one}States } from '../${noun}-states.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let params: { ${one}Id: string };
beforeAll(async () => {
  t = await tenant();
  const given = { recipientName: 'Zoé Lefèvre', recipientEmail: t.email('zoe') };
  params = { ${one}Id: (await t.call(create${One}, createContract, { body: given })).body.id };
});

test('is refused to another account, and to a key that may only read', async () => {
  const another = await tenant();
  expect((await another.call(handler, contract, { params })).status).toBe(404);
  expect((await t.call(handler, contract, { params, as: await t.key('${area}:read') })).status).toBe(403);
});

test('is done once; then its state is said', async () => {
  const { to: status } = ${one}States.transitions.${verb};
  expect(await t.call(handler, contract, { params })).toMatchObject({ status: 200, body: { status } });
  expect((await t.call(get${One}, getContract, { params })).body).toMatchObject({ status });
  const again = await t.call(handler, contract, { params });
  expect(again.status).toBe(409);
  expect(again.body.detail).toContain(\`(\${status})\`);
});
`,
  });
}
