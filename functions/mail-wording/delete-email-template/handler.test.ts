import { expect, test } from 'vitest';
import { create, INVITATION, read } from '../../../test/mail-wording.ts';
import { tenant } from '../../../test/tenant.ts';
import { templateFor } from '../email-template.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

test('forgets a template; its kind goes back to our words', async () => {
  const t = await tenant();
  const { id } = (await create(t, INVITATION)).body;
  const remove = (as = t.apiKey) => t.call(handler, contract, { params: { emailTemplateId: id }, as });
  expect((await remove((await tenant()).apiKey)).status).toBe(404);
  expect((await templateFor(t.tenant, 'signature-invitation'))?.id).toBe(id);
  expect((await remove()).status).toBe(204);
  expect((await read(t, id)).status).toBe(404);
  expect(await templateFor(t.tenant, 'signature-invitation')).toBeUndefined();
  expect((await remove()).status).toBe(404);
});
