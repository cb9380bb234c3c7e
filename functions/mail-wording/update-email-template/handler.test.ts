import { beforeAll, describe, expect, test } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { CUSTOM, create, INVITATION, read } from '../../../test/mail-wording.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { templateFor } from '../email-template.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const patch = (emailTemplateId: string, body: unknown, more = {}) =>
  t.call(handler, contract, { params: { emailTemplateId }, body, ...more });
const inUse = async () => (await templateFor(t.tenant, 'signature-invitation'))?.id;

test('changes what is given and nothing else', async () => {
  const { removed: _, ...template } = (await create(t, CUSTOM)).body;
  const later = after(new Date(template.createdAt), 60);
  const fr = { subject: 'Salut', html: '<p>{{site}}</p><script></script>' };
  const { status, body } = await patch(template.id, { languages: { fr } }, { clock: () => later });
  expect(status).toBe(200);
  expect(body).toEqual({
    ...template,
    languages: {
      fr: { subject: 'Salut', html: '<p>{{site}}</p>', text: '{{site}}\n', ownText: false },
      en: template.languages.en,
    },
    updatedAt: later.toISOString(),
    removed: [{ pointer: '/languages/fr/html', what: '<script>', times: 1 }],
  });
  const { removed: __, ...kept } = body;
  expect((await read(t, template.id)).body).toEqual(kept);
});

test('null takes a language away, unless it is the last', async () => {
  const { id } = (await create(t, CUSTOM)).body;
  expect((await patch(id, { languages: { en: null } })).body.languages).not.toHaveProperty('en');
  const { status, body } = await patch(id, { languages: { fr: null } });
  expect(status).toBe(422);
  expect(body.errors[0].pointer).toBe('/languages');
});

test('tags cannot be taken from under the words that hold them', async () => {
  const { id } = (await create(t, CUSTOM)).body;
  const { status, body } = await patch(id, { tags: [{ name: 'site' }] });
  expect(status).toBe(422);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/languages/fr/subject',
    '/languages/en/subject',
  ]);
  expect((await patch(id, { tags: [...CUSTOM.tags, { name: 'code' }] })).body.tags).toHaveLength(3);
});

describe('one template of a kind is in use', () => {
  test('the one that was last put there', async () => {
    const first = (await create(t, INVITATION)).body;
    const second = (await create(t, INVITATION)).body;
    const third = (await create(t, { ...INVITATION, active: false })).body;
    expect(await inUse()).toBe(second.id);
    expect((await read(t, first.id)).body.active).toBe(false);
    expect(third.active).toBe(false);
    expect((await patch(third.id, { active: true })).body.active).toBe(true);
    expect(await inUse()).toBe(third.id);
    expect((await patch(second.id, { active: false })).body.active).toBe(false);
    expect(await inUse()).toBe(third.id);
    expect((await patch(third.id, { name: 'Autre' })).body).toMatchObject({ active: true, name: 'Autre' });
    expect((await patch(third.id, { active: false })).body.active).toBe(false);
    expect(await inUse()).toBeUndefined();
  });

  test('even when several are put there at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => create(t, INVITATION)));
    const ids = made.map(({ body }) => body.id);
    const shown = await Promise.all(ids.map(async (id) => (await read(t, id)).body.active));
    expect(shown.filter(Boolean)).toHaveLength(1);
    expect(ids[shown.indexOf(true)]).toBe(await inUse());
  });
});

test('changes made at once are all kept', async () => {
  const { id } = (await create(t, CUSTOM)).body;
  const answers = await Promise.all([
    patch(id, { name: 'Nouveau' }),
    patch(id, { languages: { en: null } }),
    patch(id, { tags: [...CUSTOM.tags, { name: 'code' }] }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const { body } = await read(t, id);
  expect(body.name).toBe('Nouveau');
  expect(body.tags).toHaveLength(3);
  expect(body.languages).not.toHaveProperty('en');
});

test('another account’s template is not there', async () => {
  const { id } = (await create(t, CUSTOM)).body;
  expect((await patch(id, { name: 'x' }, { as: (await tenant()).apiKey })).status).toBe(404);
  expect((await patch('tpl_0', { name: 'x' })).status).toBe(404);
});
