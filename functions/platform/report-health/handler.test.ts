import { expect, it } from 'vitest';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

it('answers anyone, without a key', async () => {
  const t = await tenant();
  const { status, body } = await t.call(handler, contract, { as: null });
  expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } });
});
