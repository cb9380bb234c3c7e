import { html } from 'hono/html';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType } from '../../test/problem.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { gone } from '../problem/problem.ts';
import { say } from '../text.ts';
import { page } from './contract.ts';
import { type PageAnswer, serve } from './page.tsx';

const shown = page({ route: 'GET /pots/{potId}', summary: say('Montre un pot.', 'Shows a pot.'), access: [] });
const sent = page({
  route: 'POST /pots/{potId}',
  summary: say('Ouvre un pot.', 'Opens a pot.'),
  body: z.object({ spoons: z.coerce.number().int().max(9) }),
  access: [],
});

let t: TestTenant;
let answer: PageAnswer | Error;
beforeAll(async () => {
  t = await tenant();
});
const job = async () => {
  if (answer instanceof Error) throw answer;
  return answer;
};
const look = (headers = {}) => t.submit(serve(shown, job), shown, { params: { potId: '1' }, headers });
const open = (submission = {}) =>
  t.submit(serve(sent, job), sent, { params: { potId: '1' }, form: { spoons: '3' }, ...submission });

describe('a page', () => {
  it('runs only our scripts, is kept by nobody and framed by nobody', async () => {
    answer = { page: html`<p>Figue</p>`, connect: ['https://documents.example'] };
    const { status, headers, body } = await look();
    expect({ status, body }).toEqual({ status: 200, body: '<p>Figue</p>' });
    const policy = Object.fromEntries(
      (headers['content-security-policy'] ?? '').split('; ').map((rule) => rule.split(/ (.*)/).slice(0, 2)),
    );
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self' https://documents.example",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it('may lead elsewhere, after a form by a new GET', async () => {
    answer = { see: '/pots/2' };
    expect(await open()).toMatchObject({ status: 303, location: '/pots/2' });
  });

  it('that went wrong is a page too, in the reader’s language; a program gets a problem', async () => {
    answer = gone('link-expired', say('Ce pot est <vide>.', 'This pot is <empty>.'));
    const french = await look();
    expect(french).toMatchObject({ status: 410, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(french.body).toContain('Ce pot est &lt;vide&gt;.');
    expect((await look({ 'accept-language': 'en' })).body).toContain('This pot is &lt;empty&gt;.');
    const program = await look({ accept: 'application/json' });
    expect(program).toMatchObject({ status: 410, body: { type: ofType('link-expired') } });
  });

  it('that fails of our own fault says nothing of it', async () => {
    answer = new Error('the recipe');
    const { status, body } = await look();
    expect(status).toBe(500);
    expect(body).not.toContain('recipe');
    expect(body).toContain('Une erreur est survenue de notre côté');
  });
});

describe('a form', () => {
  it('of our own pages is taken, as one that no browser sent', async () => {
    answer = { status: 204 };
    expect(await open()).toMatchObject({ status: 204 });
    expect(await open({ headers: { origin: undefined, 'sec-fetch-site': undefined } })).toMatchObject({ status: 204 });
  });

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site, of an old browser', { origin: 'https://evil.example', 'sec-fetch-site': undefined }],
    ['a frame without origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['who hides where it comes from', { origin: 'null', 'sec-fetch-site': undefined }],
    ['who writes nonsense', { origin: 'http://', 'sec-fetch-site': undefined }],
  ])('of %s is not', async (_, headers) => {
    answer = { status: 204 };
    const refused = await open({ headers });
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('autre site');
  });

  it('with a field that is wrong says so, nothing is done', async () => {
    answer = { status: 204 };
    expect(await open({ form: { spoons: '10' } })).toMatchObject({ status: 422 });
    expect(await open({ form: { spoons: '10' }, accept: 'application/json' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/spoons' }] },
    });
  });

  it('of another type is refused', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect(await open({ headers })).toMatchObject({ status: 415 });
  });
});
