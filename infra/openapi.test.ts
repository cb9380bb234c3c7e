import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Contract, http, page } from '../shared/function/contract.ts';
import { listQuery, pageOf } from '../shared/table/list.ts';
import { LOCALES, say } from '../shared/text.ts';
import { openApi } from './openapi.ts';
import { findUseCases } from './use-cases.ts';

const phone = z.string().meta({ id: 'Phone', description: 'E.164' });
const useCase = (name: string, contract: Contract) => ({ name, area: 'visits', directory: '', contract });
const samples = [
  useCase(
    'book-visit',
    http({
      route: 'POST /v1/places/{placeId}/visits',
      auth: 'user',
      rights: 'contacts:write',
      summary: say('Réserve une visite', 'Books a visit'),
      body: z.strictObject({
        phone,
        at: z.iso.datetime(),
        guests: z.coerce.number().int().min(1).default(1),
        name: z.string().trim().toLowerCase(),
      }),
      returns: { 201: z.object({ id: z.string(), phone }) },
      limit: { per: 'account', max: 1, window: 1 },
      access: ['table:write'],
    }),
  ),
  useCase(
    'list-visits',
    http({
      route: 'GET /v1/places/{placeId}/visits',
      auth: 'user',
      summary: say('Liste les visites', 'Lists the visits'),
      query: z.strictObject({ ...listQuery, guest: z.string() }),
      returns: { 200: pageOf(z.object({ id: z.string() })) },
      access: ['table:read'],
    }),
  ),
  useCase(
    'preview-visit',
    http({
      route: 'POST /v1/visits/preview',
      auth: 'user',
      summary: say('Montre une visite avant de la réserver', 'Shows a visit before it is booked'),
      returns: { 204: null },
      access: ['table:read'],
    }),
  ),
  useCase(
    'read-plan',
    http({
      route: 'GET /v1/plan',
      auth: 'none',
      summary: say('Le plan', 'The plan'),
      returns: { 303: null },
      problems: [409],
      access: [],
    }),
  ),
  useCase('show-visit', page({ route: 'GET /visits/{token}', summary: say('Une visite', 'A visit'), access: [] })),
];

// biome-ignore lint/suspicious/noExplicitAny: a document of many shapes, taken apart below.
type Document = any;
const document: Document = openApi(samples, 'fr');
const book = document.paths['/v1/places/{placeId}/visits'].post;
const list = document.paths['/v1/places/{placeId}/visits'].get;
const plan = document.paths['/v1/plan'].get;

describe('what a client reads of an operation', () => {
  it('its name, its area and the right it needs', () => {
    expect(book).toMatchObject({ operationId: 'bookVisit', tags: ['visits'], summary: 'Réserve une visite' });
    expect(book.description).toContain('contacts:write');
    expect(book.security).toEqual([{ apiKey: [] }]);
    expect(plan.security).toEqual([]);
  });

  it('what to send: a field with a default may be left out, an unknown one may not be there', () => {
    const { schema } = book.requestBody.content['application/json'];
    expect(schema.required).toEqual(['phone', 'at', 'name']);
    expect(schema.additionalProperties).toBe(false);
    expect(book.requestBody.required).toBe(true);
    expect(schema.properties.at).toEqual({ type: 'string', format: 'date-time' });
  });

  it('the parameters of the path, of the query, and the key that makes a creation repeatable', () => {
    expect(book.parameters).toEqual([
      { name: 'placeId', in: 'path', required: true, schema: { type: 'string' } },
      { $ref: '#/components/parameters/IdempotencyKey' },
    ]);
    expect(list.parameters).toContainEqual({
      name: 'limit',
      in: 'query',
      description: 'Éléments par page.',
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 50, examples: [20] },
    });
    expect(list.parameters).toContainEqual({ name: 'guest', in: 'query', required: true, schema: { type: 'string' } });
  });

  it('the same call by curl, fetch and Python, with what must be sent and nothing else', () => {
    const [curl, fetched, python] = book['x-codeSamples'].map(({ source }: { source: string }) => source);
    expect(curl).toContain('"$GUICHET_URL/v1/places/$placeId/visits"');
    expect(JSON.parse(/-d '(\{.*\})'$/s.exec(curl)?.[1] ?? '')).toEqual({ phone: '…', at: '…', name: '…' });
    expect(fetched).toContain("method: 'POST'");
    expect(python).toContain('requests.post(');
    for (const code of [curl, fetched, python]) expect(code.toLowerCase()).toContain('idempotency-key');
    expect(list['x-codeSamples'][0].source).not.toContain('-X');
  });

  it('no such key where nothing is written', () => {
    expect(document.paths['/v1/visits/preview'].post.parameters).toBeUndefined();
  });

  it('the answers, and the problems that this operation can meet and no other', () => {
    expect(Object.keys(book.responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '503',
      'default',
    ]);
    expect(Object.keys(list.responses)).toEqual(['200', '401', '404', '422', 'default']);
    expect(Object.keys(plan.responses)).toEqual(['303', '409', 'default']);
    expect(plan.responses[303].headers.Location.schema.format).toBe('uri');
    expect(plan.responses[303].content).toBeUndefined();
  });

  it('in the language asked for, from the title to the errors', () => {
    const english: Document = openApi(samples, 'en');
    expect(english.paths['/v1/plan'].get.summary).toBe('The plan');
    const { responses } = english.paths['/v1/places/{placeId}/visits'].post;
    expect(responses[201].description).toBe('Created');
    expect(book.responses[201].description).toBe('Créé');
    expect(english.components.responses.NotFound.description).toBe('[Not found](/problems/not-found)');
  });

  it('nothing of the pages', () => {
    expect(Object.keys(document.paths)).toEqual(['/v1/plan', '/v1/places/{placeId}/visits', '/v1/visits/preview']);
  });
});

describe.each(['samples', 'our API'])('the document of %s holds together', (which) => {
  let whole: Document;
  let operations: [string, Document][];
  beforeAll(async () => {
    whole = which === 'samples' ? document : openApi(await findUseCases(), 'fr');
    operations = Object.entries<Document>(whole.paths).flatMap(([path, methods]) =>
      Object.values<Document>(methods).map((operation): [string, Document] => [path, operation]),
    );
  });

  it('every reference leads to something', () => {
    const references = [...JSON.stringify(whole).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = '']) => target);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const found = reference
        .split('/')
        .slice(1)
        .reduce((at, part) => at?.[part], whole);
      expect(found, reference).toBeDefined();
    }
  });

  it('operations are named once, and tell every parameter of their path', () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const [path, { parameters = [], responses }] of operations) {
      const told = parameters.filter((p: Document) => p.in === 'path').map((p: Document) => p.name);
      expect(told).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(Object.keys(responses).some((status) => /^[23]\d\d$/.test(status))).toBe(true);
      for (const response of Object.values<Document>(responses)) {
        expect(response.$ref ?? response.description).toBeTruthy();
      }
    }
  });

  it('says each sentence in each language, and all the rest once', async () => {
    const useCases = which === 'samples' ? samples : await findUseCases();
    const [fr, en] = LOCALES.map((locale) => sentences(openApi(useCases, locale)));
    expect([...en!.keys()]).toEqual([...fr!.keys()]);
    const alike = [...fr!].filter(([at, sentence]) => /[\p{L}]{3}/u.test(sentence) && en!.get(at) === sentence);
    expect(alike.filter(([at]) => !/schema/.test(at))).toEqual([]);
  });

  it('no schema carries words that mean nothing where it stands', () => {
    expect(JSON.stringify(whole)).not.toMatch(/"\$schema"|"\$defs"|"~standard"/);
  });
});

describe('our API is told whole', async () => {
  const whole: Document = openApi(await findUseCases(), 'fr');
  const operations = Object.values<Document>(whole.paths).flatMap((methods) => Object.values<Document>(methods));

  it('every call has a sentence of its own, and its area its place and its words', () => {
    const summaries = operations.map(({ summary }) => summary);
    expect(summaries.filter((summary) => !/^.{8,}\.$/.test(summary))).toEqual([]);
    expect(new Set(summaries).size).toBe(summaries.length);
    expect(whole.tags.filter((tag: Document) => !tag.description).map((tag: Document) => tag.name)).toEqual([]);
  });

  it('every field and every parameter has a description or an example', () => {
    expect(untold({ paths: whole.paths, webhooks: whole.webhooks, components: whole.components })).toEqual([]);
  });

  it('in words, not in patterns', () => {
    expect(JSON.stringify(whole)).not.toContain('"pattern"');
  });

  it('from the account to the proof', () => {
    expect(operations[0].operationId).toBe('signUp');
    const order = whole.tags.map(({ name }: Document) => name);
    expect(order.indexOf('contacts')).toBeLessThan(order.indexOf('documents'));
    expect(order.indexOf('documents')).toBeLessThan(order.indexOf('signatures'));
  });
});

/** The fields and parameters of which a document tells nothing, by where they stand. */
function untold(value: Document, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const isTold = (one: Document): boolean =>
    Boolean(one.$ref || one.description || one.examples || one.schema?.examples || one.anyOf?.some(isTold));
  const { properties = {}, parameters = [] } = value;
  const fields = typeof value.type === 'string' ? Object.entries<Document>(properties) : [];
  const given = Array.isArray(parameters) ? parameters.map((one: Document): [string, Document] => [one.name, one]) : [];
  return [
    ...[...fields, ...given].flatMap(([name, one]) => (isTold(one) ? [] : [`${at}/${name}`])),
    ...Object.entries<Document>(value).flatMap(([key, item]) => untold(item, `${at}/${key}`)),
  ];
}

/** What a document says to people, by where it stands. */
function sentences(value: unknown, at = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, item]): [string, string][] => {
      const here = `${at}/${key}`;
      const isSaid = ['summary', 'description'].includes(key) && typeof item === 'string';
      return isSaid ? [[here, item]] : [...sentences(item, here)];
    }),
  );
}
