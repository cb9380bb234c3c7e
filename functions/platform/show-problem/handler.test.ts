import { expect, it } from 'vitest';
import { tenant } from '../../../test/tenant.ts';
import contactContract from '../../contacts/get-contact/contract.ts';
import { handler as getContact } from '../../contacts/get-contact/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

it('is where the type of a problem leads, with what to do, in the reader’s language', async () => {
  const t = await tenant();
  const { body } = await t.call(getContact, contactContract, { params: { contactId: 'nobody' } });
  const [, name = ''] = /^https?:\/\/[^/]+\/problems\/([a-z-]+)$/.exec(body.type) ?? [];
  for (const [language, told] of [
    ['fr', 'Que faire'],
    ['en', 'What to do'],
  ] as const) {
    const page = await t.submit(handler, contract, { params: { type: name }, query: { lang: language } });
    expect(page.status).toBe(200);
    expect(page.body).toContain(told);
    expect(page.body).toContain('not-found');
  }
});

it('is not found for a name that no problem has', async () => {
  const t = await tenant();
  for (const type of ['nothing', 'constructor']) {
    expect((await t.submit(handler, contract, { params: { type } })).status).toBe(404);
  }
});
