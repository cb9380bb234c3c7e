import { beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../shared/sha256.ts';
import { commit } from '../../shared/table/transact.ts';
import { png } from '../../test/png.ts';
import { ofType } from '../../test/problem.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import getBusinessContract from '../accounts/get-business/contract.ts';
import { handler as getBusiness } from '../accounts/get-business/handler.ts';
import reserveContract from '../accounts/reserve-directory/contract.ts';
import { handler as reserveDirectory } from '../accounts/reserve-directory/handler.ts';
import offerContract from '../accounts/take-offer/contract.ts';
import { handler as takeOffer } from '../accounts/take-offer/handler.ts';
import businessContract from '../accounts/update-business/contract.ts';
import { handler as updateBusiness } from '../accounts/update-business/handler.ts';
import templateContract from '../mail-wording/create-email-template/contract.ts';
import { handler as createTemplate } from '../mail-wording/create-email-template/handler.ts';
import readinessContract from '../payments/check-readiness/contract.ts';
import { handler as checkReadiness } from '../payments/check-readiness/handler.ts';
import acceptContract from './accept-media/contract.ts';
import { handler as acceptMedia } from './accept-media/handler.ts';
import addContract from './add-article-document/contract.ts';
import { handler as addArticleDocument } from './add-article-document/handler.ts';
import announceContract from './announce-media/contract.ts';
import { handler as announceMedia } from './announce-media/handler.ts';
import { availableDocuments } from './article-document.ts';
import createArticleContract from './create-article/contract.ts';
import { handler as createArticle } from './create-article/handler.ts';
import createContract from './create-sale-action/contract.ts';
import { handler as createSaleAction } from './create-sale-action/handler.ts';
import deleteArticleContract from './delete-article/contract.ts';
import { handler as deleteArticle } from './delete-article/handler.ts';
import removeContract from './delete-article-document/contract.ts';
import { handler as deleteArticleDocument } from './delete-article-document/handler.ts';
import deleteMediaContract from './delete-media/contract.ts';
import { handler as deleteMedia } from './delete-media/handler.ts';
import deleteContract from './delete-sale-action/contract.ts';
import { handler as deleteSaleAction } from './delete-sale-action/handler.ts';
import getArticleContract from './get-article/contract.ts';
import { handler as getArticle } from './get-article/handler.ts';
import getMediaContract from './get-media/contract.ts';
import { handler as getMedia } from './get-media/handler.ts';
import getContract from './get-sale-action/contract.ts';
import { handler as getSaleAction } from './get-sale-action/handler.ts';
import documentsContract from './list-article-documents/contract.ts';
import { handler as listArticleDocuments } from './list-article-documents/handler.ts';
import listArticlesContract from './list-articles/contract.ts';
import { handler as listArticles } from './list-articles/handler.ts';
import listMediaContract from './list-media/contract.ts';
import { handler as listMedia } from './list-media/handler.ts';
import listContract from './list-sale-actions/contract.ts';
import { handler as listSaleActions } from './list-sale-actions/handler.ts';
import { findSaleAction, hold, release, sell, sellHeld, takeBack } from './sale-action.ts';
import showMediaContract from './show-media/contract.ts';
import { handler as showMedia } from './show-media/handler.ts';
import showContract from './show-sale/contract.ts';
import { handler as showSale } from './show-sale/handler.ts';
import updateArticleContract from './update-article/contract.ts';
import { handler as updateArticle } from './update-article/handler.ts';
import updateContract from './update-sale-action/contract.ts';
import { handler as updateSaleAction } from './update-sale-action/handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
  const body = {
    legalName: 'Durand',
    address: { street: '1 rue', postalCode: '1050', city: 'Bruxelles', country: 'BE' },
    email: 'contact@exemple.be',
  };
  expect((await t.call(updateBusiness, businessContract, { body })).status).toBe(200);
  await t.call(takeOffer, offerContract, { body: { offer: 'standard' } });
});

const GUIDE = { name: 'Guide 2e éd.', title: 'Le guide', type: 'digital' };
const add = (body: object = GUIDE, who = t) => who.call(createArticle, createArticleContract, { body });
const article = async (body: object = GUIDE): Promise<string> => (await add(body)).body.id;
const act = (articleId: string, body: object = {}, who = t) =>
  who.call(createSaleAction, createContract, { params: { articleId }, body: { name: 'Noël', ...body } });
const at = ({ articleId, id }: { articleId: string; id: string }) => ({ articleId, saleActionId: id });
const patch = (action: { articleId: string; id: string }, body: object, who = t) =>
  who.call(updateSaleAction, updateContract, { params: at(action), body });
const forget = (action: { articleId: string; id: string }) =>
  t.call(deleteSaleAction, deleteContract, { params: at(action) });
const read = async (action: { articleId: string; id: string }) =>
  (await t.call(getSaleAction, getContract, { params: at(action) })).body;
const PRICE = { amount: 1000, vat: 'included', vatRate: 21 };

describe('an article', () => {
  test('is made, read, listed, changed and deleted', async () => {
    const { status, body } = await add({ name: 'Pose' });
    expect([status, body.errors?.[0].pointer]).toEqual([422, '/type']);
    const made = (await add({ name: 'Pose', type: 'digital' })).body;
    expect(made).toMatchObject({ title: 'Pose', language: 'fr', tabs: [], isShipped: false, saleActions: 0 });
    const params = { articleId: made.id };
    expect((await t.call(getArticle, getArticleContract, { params })).body).toEqual(made);
    expect((await other.call(getArticle, getArticleContract, { params })).status).toBe(404);
    const tabs = [{ label: 'Sommaire', text: '- Un\n- Deux' }];
    const changed = await t.call(updateArticle, updateArticleContract, { params, body: { tabs, title: '🎟️ كتاب' } });
    expect(changed.body).toMatchObject({ tabs, title: '🎟️ كتاب', name: 'Pose' });
    expect((await t.call(listArticles, listArticlesContract)).body.items[0]).toEqual(changed.body);
    expect((await t.call(deleteArticle, deleteArticleContract, { params })).status).toBe(204);
    expect((await t.call(getArticle, getArticleContract, { params })).status).toBe(404);
  });

  test('of a place has its times in the zone of its business', async () => {
    const place = { venue: 'Atelier', address: '1 rue', country: 'BE', startsAt: { at: '2027-03-28T02:30' } };
    const { body } = await add({ name: 'Stage', type: 'place', place });
    expect(body.place.startsAt).toEqual({ at: '2027-03-28T02:30', timeZone: 'Europe/Brussels' });
  });

  test.each([
    [{ type: 'book' }, '/book'],
    [{ type: 'digital', book: { author: 'Anne' } }, '/book'],
    [{ type: 'place' }, '/place'],
    [{ type: 'digital', isShipped: true }, '/isShipped'],
    [{ type: 'book', book: { author: 'Anne', isbn: '978-2-07-036002-5' } }, '/book/isbn'],
    [{ type: 'digital', tabs: Array.from({ length: 20 }, () => ({ label: 'É', text: 'é'.repeat(9000) })) }, '/tabs'],
    [{ type: 'digital', description: { label: 'x', text: 'a\u202eb' } }, '/description/text'],
  ])('is refused, by its field: %j', async (body, pointer) => {
    const { status, body: problem } = await add({ name: 'x', ...body });
    expect([status, problem.errors?.[0].pointer]).toEqual([422, pointer]);
  });

  test('keeps to what the offer gives, and gives it back', async () => {
    const made: string[] = [];
    for (let i = 0; i < 20; i++) made.push((await add(GUIDE, other)).body.id);
    expect((await add(GUIDE, other)).body.type).toEqual(ofType('offer-limit'));
    await other.call(deleteArticle, deleteArticleContract, { params: { articleId: made[0]! } });
    expect((await add(GUIDE, other)).status).toBe(201);
  });

  test('stays as long as it has sale actions', async () => {
    const articleId = await article();
    const { body: action } = await act(articleId);
    expect((await t.call(deleteArticle, deleteArticleContract, { params: { articleId } })).body.type).toEqual(
      ofType('article-in-use'),
    );
    expect((await forget(action)).status).toBe(204);
    expect((await t.call(deleteArticle, deleteArticleContract, { params: { articleId } })).status).toBe(204);
  });
});

describe('a sale action', () => {
  test('is free and open unless said; several stand side by side, each with a page of its own', async () => {
    const articleId = await article({ ...GUIDE, title: "Été à l'École" });
    const [first, second] = [(await act(articleId)).body, (await act(articleId, { price: PRICE })).body];
    expect(first).toMatchObject({ slug: 'ete-a-l-ecole', closed: false, sold: 0, held: 0, mostPerOrder: 1 });
    expect(second).toMatchObject({ slug: 'ete-a-l-ecole-2', price: { ...PRICE, currency: 'EUR', abroad: [] } });
    const { body } = await t.call(listSaleActions, listContract, { params: { articleId } });
    expect(body.items).toEqual([second, first]);
    expect(await read(second)).toEqual(second);
    const params = { articleId: await article(), saleActionId: first.id };
    expect((await t.call(getSaleAction, getContract, { params })).status).toBe(404);
  });

  test('has a page address whatever the script of the title, never one that is reserved or another’s', async () => {
    const arabic = await act(await article({ ...GUIDE, title: 'كتاب' }));
    expect(arabic.body.slug).toMatch(/^a-[a-z0-9]{6}$/);
    const articleId = await article({ ...GUIDE, title: 'Home' });
    expect((await act(articleId)).body.slug).toBe('home-2');
    expect((await act(articleId, { slug: 'home' })).body.errors[0].pointer).toBe('/slug');
    expect((await act(articleId, { slug: '<script>' })).status).toBe(422);
    const mine = (await act(articleId, { slug: 'la-mienne' })).body;
    expect((await act(articleId, { slug: 'la-mienne' })).body.type).toEqual(ofType('page-address-taken'));
    expect((await patch(mine, { slug: 'autre' })).body.slug).toBe('autre');
    expect((await patch(mine, { slug: 'la-mienne' })).body.slug).toBe('la-mienne');
    expect((await patch(mine, { slug: 'autre' })).body.slug).toBe('autre');
    expect((await act(articleId, { slug: 'la-mienne' })).status).toBe(409);
    expect((await forget(mine)).status).toBe(204);
    expect((await act(articleId, { slug: 'la-mienne' })).status).toBe(201);
  });

  test('keeps the hours that were typed, in their zone, when it is saved again', async () => {
    const opensAt = { at: '2026-10-25T02:30' };
    const action = (await act(await article(), { opensAt, closesAt: { at: '2027-03-28T02:30' } })).body;
    expect(action.opensAt).toEqual({ ...opensAt, timeZone: 'Europe/Brussels' });
    expect((await patch(action, { name: 'x', opensAt: action.opensAt })).body.opensAt).toEqual(action.opensAt);
    expect((await patch(action, { closesAt: opensAt })).body.opensAt).toBeDefined();
    expect((await patch(action, { closesAt: null })).body).not.toHaveProperty('closesAt');
  });

  test.each([
    [{ price: { ...PRICE, vatRate: 20 } }, '/price/vatRate', /21 ; 12 ; 6 ; 0/],
    [{ price: { ...PRICE, amount: -1 } }, '/price/amount', /./],
    [{ price: { ...PRICE, amount: 1e21 } }, '/price/amount', /./],
    [{ price: { ...PRICE, currency: 'KWD' } }, '/price/currency', /./],
    [{ price: { ...PRICE, abroad: [{ country: 'DE', vatRate: 21 }] } }, '/price/abroad/0/vatRate', /DE/],
    [{ communication: 'abc' }, '/communication', /22/],
    [{ communication: 'à côté du marché' }, '/communication', /accent/],
    [{ opensAt: { at: '2027-01-02T10:00' }, closesAt: { at: '2027-01-01T10:00' } }, '/closesAt', /avant/],
    [{ shipping: { restOfWorld: 590 } }, '/price', /0 s’il le faut/],
    [
      {
        price: PRICE,
        shipping: {
          restOfWorld: 5,
          countries: [
            { country: 'FR', amount: 1 },
            { country: 'fr', amount: 2 },
          ],
        },
      },
      '/shipping/countries',
      /deux fois/,
    ],
    [{ webhookUrl: 'http://exemple.fr' }, '/webhookUrl', /https/],
    [{ extraFields: [{ name: 'a', label: 'A', kind: 'choice', purpose: 'x' }] }, '/extraFields/0/choices', /choix/],
  ])('is refused, by its field: %j', async (body, pointer, words) => {
    const { status, body: problem } = await act(await article(), body);
    expect([status, problem.errors?.[0].pointer]).toEqual([422, pointer]);
    expect(problem.errors[0].detail).toMatch(words);
  });

  test('leads to another, never in a circle', async () => {
    const articleId = await article();
    const [a, b, c] = [(await act(articleId)).body, (await act(articleId)).body, (await act(articleId)).body];
    expect((await patch(a, { redirectTo: b.id })).status).toBe(200);
    expect((await patch(b, { redirectTo: c.id })).status).toBe(200);
    expect((await patch(c, { redirectTo: a.id })).body.errors[0].pointer).toBe('/redirectTo');
    expect((await patch(c, { redirectTo: c.id })).status).toBe(422);
    expect((await patch(c, { redirectTo: 'sac_01kb3qbg6w9y2a5c8e1h4k7nsv' })).status).toBe(404);
  });
});

describe('what a sale action counts', () => {
  const now = new Date();
  const limited = async (capacity: number) => {
    const { body } = await act(await article(), { capacity, mostPerOrder: 10 });
    return { body, fresh: () => findSaleAction(t.tenant, body.id) };
  };

  test('never goes beyond its capacity, whoever comes at once', async () => {
    const { body, fresh } = await limited(5);
    const seen = await fresh();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => commit([hold(t.tenant, seen, 1)], now)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await read(body)).toMatchObject({ left: 0, held: 5, sold: 0 });
    const full = await fresh();
    expect(() => hold(t.tenant, full, 1)).toThrow(expect.objectContaining({ type: 'sold-out' }));
    await commit([sellHeld(t.tenant, full, 4)], now);
    await commit([release(t.tenant, full, 1)], now);
    await expect(commit([release(t.tenant, full, 1)], now)).rejects.toThrow();
    expect(await read(body)).toMatchObject({ left: 1, held: 0, sold: 4 });
    await commit([takeBack(t.tenant, await fresh(), 1)], now);
    expect(await read(body)).toMatchObject({ left: 2, sold: 3 });
    expect((await patch(body, { capacity: 2 })).body.errors[0].pointer).toBe('/capacity');
    expect((await patch(body, { capacity: 3 })).body).toMatchObject({ capacity: 3, left: 0 });
    expect((await patch(body, { capacity: null })).body).not.toHaveProperty('left');
    expect((await patch(body, { capacity: 10 })).body).toMatchObject({ left: 7 });
  });

  test('keeps it from being deleted: it is closed', async () => {
    const { body, fresh } = await limited(5);
    await commit([sell(t.tenant, await fresh(), 1)], now);
    await commit([takeBack(t.tenant, await fresh(), 1)], now);
    expect((await forget(body)).body.type).toEqual(ofType('sold-already'));
    expect((await patch(body, { closed: true })).body.closed).toBe(true);
  });
});

describe('files', () => {
  const used = async () => (await t.call(getBusiness, getBusinessContract)).body.storage.used;
  const sent = async (id: string, upload: Parameters<TestTenant['put']>[0], bytes: Uint8Array) => {
    const { status } = await t.put(upload, bytes);
    await t.uploaded(acceptMedia, acceptContract, { key: `${t.tenant}/${id}`, size: bytes.length });
    return status;
  };
  const announced = (bytes: Uint8Array, more: object = {}) => ({
    filename: 'image.png',
    contentType: 'image/png',
    size: bytes.length,
    sha256: sha256Hex(bytes),
    ...more,
  });
  const picture = async (bytes: Uint8Array, contentType = 'image/png') => {
    const { body } = await t.call(announceMedia, announceContract, { body: announced(bytes, { contentType }) });
    await sent(body.id, body.upload, bytes);
    return (await t.call(getMedia, getMediaContract, { params: { mediaId: body.id } })).body;
  };

  test('a picture is what its bytes are; it counts in the storage, shows to all, and goes', async () => {
    const before = await used();
    const bytes = png(120, 80);
    const found = await picture(bytes);
    expect(found).toMatchObject({
      status: 'available',
      width: 120,
      height: 80,
      url: expect.stringContaining(found.id),
    });
    expect(await used()).toBe(before + bytes.length);
    const params = { mediaId: found.id };
    const shown = await t.submit(showMedia, showMediaContract, { params });
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await t.call(listMedia, listMediaContract)).body.items[0]).toEqual(found);
    await t.uploaded(acceptMedia, acceptContract, { key: `${t.tenant}/${found.id}`, size: bytes.length });
    expect(await used()).toBe(before + bytes.length);
    expect((await other.call(deleteMedia, deleteMediaContract, { params })).status).toBe(404);
    expect((await t.call(deleteMedia, deleteMediaContract, { params })).status).toBe(204);
    expect(await used()).toBe(before);
    expect((await t.submit(showMedia, showMediaContract, { params })).status).toBe(404);
  });

  test('what is no picture is refused, whatever it is called, and counts for nothing', async () => {
    const before = await used();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await picture(svg)).toMatchObject({ status: 'refused', refusal: { reason: 'not-an-image' } });
    expect(await picture(png(20, 20), 'image/jpeg')).toMatchObject({ refusal: { reason: 'not-an-image' } });
    expect(await used()).toBe(before);
    for (const more of [{ contentType: 'image/svg+xml' }, { size: 4_000_001 }])
      expect((await t.call(announceMedia, announceContract, { body: announced(svg, more) })).status).toBe(422);
    const most = { contentType: 'application/zip', size: 2_000_000_000 };
    const { body } = await other.call(createArticle, createArticleContract, { body: GUIDE });
    const refused = await other.call(addArticleDocument, addContract, {
      params: { articleId: body.id ?? (await other.call(listArticles, listArticlesContract)).body.items[0].id },
      body: announced(svg, most),
    });
    expect(refused.body.type).toEqual(ofType('offer-limit'));
  });

  test('of an article: files that are sent and links, delivered once they are there', async () => {
    const params = { articleId: await article() };
    const bytes = Buffer.from('Le guide');
    const add = (body: object) => t.call(addArticleDocument, addContract, { params, body });
    const before = await used();
    const link = (await add({ url: 'https://video.exemple.fr/pose', label: 'La vidéo' })).body;
    expect(link).toMatchObject({ status: 'available' });
    expect((await add({ url: 'javascript:alert(1)', label: 'x' })).body.errors[0].pointer).toBe('/url');
    expect((await add({ filename: 'a.pdf' })).body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/contentType',
      '/size',
      '/sha256',
    ]);
    const file = (await add(announced(bytes, { filename: 'guide.txt', contentType: 'text/plain' }))).body;
    expect(await availableDocuments(t.tenant, params.articleId)).toHaveLength(1);
    const [, mediaId = ''] = /\/(med_\w+)\?/.exec(file.upload.url) ?? [];
    expect(await sent(mediaId, file.upload, bytes)).toBe(200);
    const { items } = (await t.call(listArticleDocuments, documentsContract, { params })).body;
    expect(items).toMatchObject([
      { id: link.id, url: 'https://video.exemple.fr/pose' },
      { id: file.id, label: 'guide.txt', size: bytes.length, status: 'available' },
    ]);
    expect(await availableDocuments(t.tenant, params.articleId)).toMatchObject([
      { url: 'https://video.exemple.fr/pose' },
      { filename: 'guide.txt', contentType: 'text/plain', content: { sha256: sha256Hex(bytes) } },
    ]);
    expect(await used()).toBe(before + bytes.length);
    const removed = { ...params, articleDocumentId: file.id };
    expect((await t.call(deleteArticleDocument, removeContract, { params: removed })).status).toBe(204);
    expect(await used()).toBe(before);
    // An article that goes takes its documents with it.
    const again = (await add(announced(bytes, { filename: 'guide.txt', contentType: 'text/plain' }))).body;
    const [, secondId = ''] = /\/(med_\w+)\?/.exec(again.upload.url) ?? [];
    await sent(secondId, again.upload, bytes);
    expect(await used()).toBe(before + bytes.length);
    expect((await t.call(deleteArticle, deleteArticleContract, { params })).status).toBe(204);
    expect(await used()).toBe(before);
    expect(await availableDocuments(t.tenant, params.articleId)).toEqual([]);
  });
});

describe('the page of a sale', () => {
  const directory = () => `durand-${t.tenant.slice(-8)}`;
  const show = (slug: string, at: string = directory(), clock = () => new Date()) =>
    t.submit(showSale, showContract, { params: { directory: at, slug }, clock });
  const reserve = (name: string) => t.call(reserveDirectory, reserveContract, { body: { directory: name } });

  test('is at its directory, leads on from former addresses, and to another sale when it does not sell', async () => {
    await reserve(directory());
    const articleId = await article({ ...GUIDE, title: 'La page' });
    const action = (await act(articleId, { price: PRICE, slug: 'la-page' })).body;
    expect(action).toMatchObject({
      url: expect.stringMatching(new RegExp(`/shop/${directory()}/la-page$`)),
      embedCode: expect.stringContaining('<iframe src="http'),
      shortcode: `[guichet url="${action.url}"]`,
    });
    const page = await show('la-page');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(page.body).toContain('10,00');
    expect((await show('nulle-part')).status).toBe(404);
    expect((await show('la-page', 'personne')).status).toBe(404);

    await patch(action, { slug: 'autre-page' });
    const moved = await show('la-page');
    expect([moved.status, moved.location]).toEqual([303, expect.stringMatching(/\/autre-page$/)]);
    await reserve(`${directory()}-2`);
    expect((await show('autre-page')).location).toMatch(/-2\/autre-page$/);
    await reserve(directory());

    const [closed, next] = [(await act(articleId, { closed: true })).body, (await act(articleId)).body];
    await patch(closed, { redirectTo: next.id });
    await patch(action, { closed: true, redirectTo: closed.id });
    expect((await show('autre-page')).location).toMatch(new RegExp(`/${next.slug}$`));
    await patch(next, { opensAt: { at: '2099-01-01T10:00' } });
    const later = await show('autre-page');
    expect(later.status).toBe(200);
    expect(later.body).toContain('Cette vente est finie.');
    expect(later.body).not.toContain('<form');
    expect((await show(next.slug)).body).toContain('La vente commencera le');
    expect((await show(next.slug, directory(), () => new Date('2099-01-01T09:00:00Z'))).body).toContain('<form');
  });

  test('says what is missing to whoever sells', async () => {
    const action = (await act(await article(), { price: PRICE })).body;
    const ask = (headers: Record<string, string> = {}) =>
      t.call(checkReadiness, readinessContract, { params: { saleActionId: action.id }, headers });
    const { body } = await ask();
    expect(body.isReady).toBe(false);
    const codes = body.findings.map(({ code }: { code: string }) => code);
    expect(codes).toContain('mediator');
    expect(codes).toContain('payment-method');
    expect((await ask({ 'accept-language': 'en' })).body.findings[0].message).toMatch(/terms/);
    expect((await other.call(checkReadiness, readinessContract, { params: { saleActionId: action.id } })).status).toBe(
      404,
    );
  });

  test('has mails of the seller’s own only with the link to the order in each language', async () => {
    const template = async (html: string, more: string[] = []) =>
      (
        await t.call(createTemplate, templateContract, {
          body: {
            kind: 'custom',
            name: 'Commande',
            tags: ['UrlData', ...more].map((tag) => ({ name: tag, required: false })),
            languages: { fr: { subject: 'Votre commande', html } },
          },
        })
      ).body.id;
    const articleId = await article();
    const without = await act(articleId, { orderTemplateId: await template('<p>Bonjour</p>') });
    expect(without.body.errors[0]).toMatchObject({
      pointer: '/orderTemplateId',
      detail: expect.stringContaining('#UrlData#'),
    });
    const linked = await template('<p><a href="#UrlData#">Ma commande</a></p>');
    expect((await act(articleId, { orderTemplateId: linked })).status).toBe(201);
    const raw = await template('<p><a href="#UrlData#">Voir</a> {{recap}}</p>', ['recap']);
    expect((await act(articleId, { confirmationTemplateId: raw })).status).toBe(201);
    expect((await act(articleId, { orderTemplateId: raw })).body.errors[0]).toMatchObject({
      pointer: '/orderTemplateId',
      detail: expect.stringMatching(/« {{recap}} » partirait .*{{title}}/),
    });
  });
});
