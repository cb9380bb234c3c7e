import { beforeAll, describe, expect, it } from 'vitest';
import { CUSTOM, create as createTemplate } from '../../../test/mail-wording.ts';
import { create, MAILING, ready, seen } from '../../../test/mailings.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import getContract from '../get-mailing/contract.ts';
import { handler as getMailing } from '../get-mailing/handler.ts';
import listContract from '../list-mailings/contract.ts';
import { handler as listMailings } from '../list-mailings/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

it('begins to find its audience, and is listed', async () => {
  const { status, body, headers } = await create(t);
  expect({ status, location: headers.location }).toEqual({ status: 202, location: `/v1/mailings/${body.id}` });
  expect(body).toMatchObject({ status: 'computing', sender: 'platform', recap: { total: 0 }, filter: {} });
  const { body: list } = await t.call(listMailings, listContract, { query: { status: 'computing' } });
  expect(list.items.map(({ id }: { id: string }) => id)).toContain(body.id);
});

it('nobody at all is an audience', async () => {
  const id = await ready(t, { filter: { words: 'personne' } });
  expect(await seen(t, id)).toMatchObject({ status: 'ready', recap: { total: 0 } });
});

it('tells what was taken out of its HTML', async () => {
  const { body } = await create(t, { html: '<p>Bonjour</p><script>x</script>' });
  expect(body.removed).toEqual([expect.objectContaining({ what: '<script>' })]);
});

describe('refuses', () => {
  it.each<[string, object, string]>([
    ['an unknown tag', { html: '<p>#Prenom#</p>' }, '/html'],
    ['an unknown tag in the subject', { subject: 'Bonjour {{prenom}}' }, '/subject'],
    ['neither content nor template', { html: undefined }, '/html'],
    ['both', { templateId: 'tpl_01kb3qa8r1t4v7x0z3b5d8f2gk' }, '/templateId'],
    ['content without a subject', { subject: undefined }, '/subject'],
    ['a sender that it does not have', { sender: 'smtp_01kb3qaat5x8z1b4d7f9h2k6np' }, '/sender'],
    ['a campaign sender that is not set', { sender: 'campaign' }, '/sender'],
    ['people who did not agree, by the shared sender', { also: ['not-solicited'] }, '/also'],
    ['those who refused, by any', { also: ['refused'] }, '/also/0'],
    ['an unknown condition', { filter: { tags: ['vip'] } }, '/filter/tags'],
  ])('%s', async (_what, body, pointer) => {
    const answer = await create(t, body);
    expect({ status: answer.status, pointer: answer.body.errors?.[0].pointer }).toEqual({ status: 422, pointer });
  });

  it('a template that another account has, and tags that a mailing cannot fill', async () => {
    const { body: template } = await createTemplate(t, CUSTOM);
    const more = { html: undefined, subject: undefined, templateId: template.id };
    expect((await create(await tenant(), more)).status).toBe(404);
    const { status, body } = await create(t, more);
    expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ pointer: '/templateId' }] });
  });

  it('a caller without a key, or without the right', async () => {
    expect((await t.call(handler, contract, { as: null, body: MAILING })).status).toBe(401);
    const as = await t.key('mailings:read');
    expect((await t.call(handler, contract, { as, body: MAILING })).status).toBe(403);
  });
});

it('is not for another account', async () => {
  const { body } = await create(t);
  const as = (await tenant()).apiKey;
  expect((await t.call(getMailing, getContract, { params: { mailingId: body.id }, as })).status).toBe(404);
});
