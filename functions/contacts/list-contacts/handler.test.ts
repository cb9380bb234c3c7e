import { beforeAll, describe, expect, test } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import createContract from '../create-contact/contract.ts';
import { handler as createContact } from '../create-contact/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
const start = new Date('2026-11-20T10:00:00Z');

const PEOPLE = [
  {
    kind: 'customer',
    firstName: 'Hélène',
    lastName: 'Lefèvre',
    emails: ['h.lefevre@exemple.fr'],
    phones: ['+33 6 12 34 56 78'],
  },
  {
    kind: 'supplier',
    company: 'L’Œuvre & Fils',
    emails: ['Contact@Oeuvre-Bois.example'],
    phones: ['+41 22 555 01 00'],
  },
  { kind: 'customer', firstName: 'Jean-Pierre', lastName: 'Lefort', phones: ['+33 7 98 76 54 32'] },
  { kind: 'directory', firstName: 'Martin', lastName: 'Martin', company: 'Martin', emails: ['martin@martin.example'] },
  { kind: 'customer', firstName: 'Anne', lastName: 'Martin', company: 'C# 😀 Studio' },
];

/** Names as their owners write them and others type them, after public reports. */
const WRITTEN_OTHERWISE = [
  { kind: 'customer', firstName: 'Marie Noëlle', phones: ['+32 475 99 88 77'] },
  { kind: 'customer', firstName: 'Văn Đức', phones: ['+262 692 12 34 56'] },
  { kind: 'customer', company: 'ÇELİK Yapı', phones: ['+590 690 12 34 56'] },
  { kind: 'customer', firstName: 'Łukasz Sørensen-D’Arc' },
  { kind: 'supplier', company: 'Menuiserie', emails: ['devis@société.example'], phones: ['+33 6 12 34 56 78'] },
];

beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
  for (const [i, body] of PEOPLE.entries()) {
    const { status } = await t.call(createContact, createContract, { body, clock: () => after(start, i) });
    expect(status).toBe(201);
  }
});

interface Listed {
  items: { firstName?: string; company?: string }[];
  nextCursor?: string;
}
const list = (query: Record<string, string | number> = {}, as = t.apiKey) =>
  t.call(handler, contract, { query, as, clock: () => after(start, 60) });
const names = ({ items }: Listed) => items.map(({ firstName, company }) => firstName ?? company);
const found = async (search: string, more = {}) => names((await list({ search, ...more })).body);

test('lists newest first, by pages, and by kind', async () => {
  expect(names((await list()).body)).toEqual(['Anne', 'Martin', 'Jean-Pierre', 'L’Œuvre & Fils', 'Hélène']);
  expect(names((await list({ kind: 'customer' })).body)).toEqual(['Anne', 'Jean-Pierre', 'Hélène']);
  const first = (await list({ kind: 'customer', limit: 2 })).body;
  const second = (await list({ kind: 'customer', limit: 2, cursor: first.nextCursor })).body;
  expect([names(first), names(second)]).toEqual([['Anne', 'Jean-Pierre'], ['Hélène']]);
  expect(second.nextCursor).toBeNull();
  // A cursor goes on with its own list, in pages as long as one likes, and with no other.
  expect(names((await list({ kind: 'customer', limit: 1, cursor: first.nextCursor, lang: 'en' })).body)).toEqual([
    'Hélène',
  ]);
  expect(await list({ kind: 'supplier', cursor: first.nextCursor })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '?cursor', detail: expect.stringContaining('mêmes filtres') }] },
  });
});

describe('a search finds', () => {
  test.each([
    ['the beginning of a name, whatever the accents', 'HELENE', ['Hélène']],
    ['typed with other accents', 'lefèv', ['Hélène']],
    ['several, in alphabetical order', 'lef', ['Hélène', 'Jean-Pierre']],
    ['either half of a double name', 'pierre', ['Jean-Pierre']],
    ['the double name', 'jean-pi', ['Jean-Pierre']],
    ['all terms in any order', 'lefort jean', ['Jean-Pierre']],
    ['with a single letter beside', 'lef h', ['Hélène']],
    ['a company with an apostrophe and a ligature', "l'oeuvre", ['L’Œuvre & Fils']],
    ['a whole address', 'H.Lefevre@Exemple.fr', ['Hélène']],
    ['a domain', 'oeuvre-bois', ['L’Œuvre & Fils']],
    ['a number as it is written at home', '06 12 34', ['Hélène']],
    ['a number as it is written abroad', '+33 (0)6 12 34 56 78', ['Hélène']],
    ['a foreign number', '+41 22', ['L’Œuvre & Fils']],
    ['a name of signs', 'c# studio', ['Anne']],
    ['nothing when a term is missing', 'lefort anne', []],
    ['nothing in the middle of a word', 'artin', []],
  ])('%s: %s', async (_what, search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  test('a contact once, however many of its words begin so', async () => {
    expect((await found('mart')).toSorted()).toEqual(['Anne', 'Martin']);
  });

  test('contacts of one kind', async () => {
    expect(await found('mart', { kind: 'directory' })).toEqual(['Martin']);
  });

  test('nothing of another account', async () => {
    expect((await list({ search: 'martin' }, other.apiKey)).body.items).toEqual([]);
  });
});

test('the pages of a search hold every answer once', async () => {
  const many = await tenant();
  const everybody = Array.from({ length: 23 }, (_, i) => `Durand${String.fromCharCode(97 + i)}`);
  for (const lastName of everybody) {
    const body = { kind: 'customer', lastName, emails: [`${lastName}@durand.example`] };
    await many.call(createContact, createContract, { body });
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { search: 'durand', limit: 5, ...(cursor && { cursor }) };
    const { body } = await many.call(handler, contract, { query });
    expect(body.items.length).toBeLessThanOrEqual(5);
    seen.push(...body.items.map(({ lastName }: { lastName: string }) => lastName));
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen).toEqual(everybody);
});

describe('a name or number typed otherwise finds', () => {
  let typed: TestTenant;
  beforeAll(async () => {
    typed = await tenant();
    for (const body of WRITTEN_OTHERWISE) await typed.call(createContact, createContract, { body });
  });

  test.each([
    ['marie-noelle', 'Marie Noëlle'],
    ['marienoelle', 'Marie Noëlle'],
    ['noelle', 'Marie Noëlle'],
    ['duc', 'Văn Đức'],
    ['yapi', 'ÇELİK Yapı'],
    ['celik', 'ÇELİK Yapı'],
    ['lukasz', 'Łukasz Sørensen-D’Arc'],
    ["sorensen d'arc", 'Łukasz Sørensen-D’Arc'],
    ['darc', 'Łukasz Sørensen-D’Arc'],
    ['0692123456', 'Văn Đức'],
    ['0690123456', 'ÇELİK Yapı'],
    ['0475998877', 'Marie Noëlle'],
    ['0475/99.88.77', 'Marie Noëlle'],
    ['devis@société.example', 'Menuiserie'],
    ['devis@Societe', 'Menuiserie'],
    ['devis@xn--socit-esab.example', 'Menuiserie'],
    ['0033 6 12 34 56 78', 'Menuiserie'],
    ['+33 06 12 34 56 78', 'Menuiserie'],
  ])('%s: %s', async (search, name) => {
    const { body } = await typed.call(handler, contract, { query: { search } });
    expect(names(body)).toEqual([name]);
  });
});

test.each([
  ['a search of one letter', { search: 'a' }, '?search'],
  ['single letters', { search: 'a b' }, '?search'],
  ['one sign', { search: '😀' }, '?search'],
  ['an unknown kind', { kind: 'friend' }, '?kind'],
  ['a made-up cursor', { cursor: 'abc' }, '?cursor'],
  ['a made-up cursor of a search', { search: 'martin', cursor: 'abc' }, '?cursor'],
  ['a limit out of bounds', { limit: 101 }, '?limit'],
  ['an unknown parameter', { sort: 'name' }, '?sort'],
])('%s is refused', async (_what, query, pointer) => {
  const { status, body } = await list(query as Record<string, string>);
  expect(status).toBe(422);
  expect(body.errors[0].pointer).toBe(pointer);
});
