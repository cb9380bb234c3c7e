import { RIGHTS } from '../../shared/identity/rights.ts';
import { type Files, inFolder, type Named } from './naming.ts';

export function http(named: Named): Files {
  const { area, name, fr, en } = named;
  const right = RIGHTS.find((known) => known === `${area}:write`);
  return inFolder(named, {
    'contract.ts': `
import * as z from 'zod';
import { about, moment } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/${name}',
  auth: 'user',
  ${right ? `rights: '${right}',` : ''}
  summary: say('${fr}', '${en}'),
  body: z.strictObject({ reason: z.string().trim().min(1).max(500).meta(about('Pourquoi.', 'Why.')) }),
  returns: {
    200: z.object({ reason: z.string().meta(about('Pourquoi.', 'Why.')), at: moment('Quand.', 'When.') }),
  },
  access: ['table:write'],
});
`,
    'handler.ts': `
import { serve } from '../../../shared/function/http.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body: { reason }, now }) => ({
  status: 200,
  body: { reason, at: now.toISOString() },
}));
`,
    'handler.test.ts': `
import { beforeAll, expect, it } from 'vitest';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

it('answers what was done, and when', async () => {
  const clock = () => new Date('2027-03-01T10:00:00Z');
  const { status, body } = await t.call(handler, contract, { body: { reason: 'Un doublon' }, clock });
  expect({ status, body }).toEqual({ status: 200, body: { reason: 'Un doublon', at: '2027-03-01T10:00:00.000Z' } });
});

it('refuses what it cannot use, field by field', async () => {
  const { status, body } = await t.call(handler, contract, { body: { reason: ' ', more: 1 } });
  expect(status).toBe(422);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/more', '/reason']);
});

it('refuses a caller without a key${right ? ', or whose key lacks the right' : ''}', async () => {
  expect((await t.call(handler, contract, { as: null, body: { reason: 'x' } })).status).toBe(401);
  ${
    right
      ? `const as = await t.key('${area}:read');
  expect((await t.call(handler, contract, { as, body: { reason: 'x' } })).status).toBe(403);`
      : ''
  }
});
`,
  });
}
