import { describe, expect, it } from 'vitest';
import fc from '../test/property.ts';
import { newId, newSecret } from './ids.ts';
import { logger, scrub } from './log.ts';

const now = new Date('2027-03-01T10:00:00Z');
const logged = (fields: Record<string, unknown>) => {
  const lines: string[] = [];
  logger({ service: 'tests' }, (line) => lines.push(line)).info('event', fields);
  return lines.join('\n');
};

describe('never reaches the log,', () => {
  it('wherever it stands: a link’s token, an API key', () => {
    const wrap = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<(secret: string) => unknown>(
          (secret) => secret,
          (secret) => `https://guichet.example/sign/${secret}/code?after=1`,
          (secret) => `Bearer ${secret}`,
          (secret) => new Error(`no row for ${secret}`, { cause: new Error(secret) }),
          (secret) => `${'é'.repeat(980)} ${secret}`,
          (secret) => JSON.stringify({ to: secret }),
        ),
        tie('value').map((inner) => (secret: string) => ({ some: (inner as (s: string) => unknown)(secret) })),
        tie('value').map((inner) => (secret: string) => [1, (inner as (s: string) => unknown)(secret)]),
      ),
    })).value as fc.Arbitrary<(secret: string) => unknown>;
    fc.assert(
      fc.property(wrap, fc.boolean(), (place, asKey) => {
        const secret = newSecret();
        const text = asKey ? `gk_${newId('key', now).slice(4)}_${secret}` : secret;
        expect(logged({ place: place(text) })).not.toContain(secret.slice(0, 12));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a code in a sentence', { text: '123456 est votre code' }, '123456'],
    ['a code under its name', { code: '12-34-56' }, '12-34-56'],
    ['a code as a number', { code: 123456 }, '123456'],
    ['a password', { smtp: { password: 'sésame' } }, 'sésame'],
    ['a header that authorises', { headers: { Authorization: 'Basic c2VzYW1l' } }, 'c2VzYW1l'],
    ['a cookie', { 'set-cookie': 'id=abc' }, 'id=abc'],
    ['what a mail says', { html: '<p>Bonjour</p>', body: 'Bonjour' }, 'Bonjour'],
    ['a document', { pdf: new TextEncoder().encode('%PDF-1.7') }, 'PDF'],
    ['a presigned address', { url: 'https://s3/x?a=1&X-Amz-Signature=0a1b2c&b=2' }, '0a1b2c'],
    ['a session', { jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' }, 'eyJzdWIiOiIxIn0'],
  ])('%s', (_, fields, secret) => expect(logged(fields)).not.toContain(secret));
});

describe('remains readable:', () => {
  it('ids, times, counts and outcomes', () => {
    const fields = { requestId: newId('sig', now), at: now, ms: 123456, status: 200, ok: true, none: null };
    expect(JSON.parse(logged(fields))).toEqual({
      level: 'info',
      event: 'event',
      service: 'tests',
      ...fields,
      at: now.toISOString(),
    });
  });

  it('what went wrong, and what caused it', () => {
    const { error } = JSON.parse(logged({ error: new TypeError('broken', { cause: new Error('deeper') }) }));
    expect(error).toMatchObject({ kind: 'TypeError', message: 'broken', cause: { message: 'deeper' } });
  });
});

it('bears anything: what contains itself, what is long, what is odd', () => {
  const self: Record<string, unknown> = { id: 1, list: [] };
  self.self = self;
  (self.list as unknown[]).push(self);
  const error = new Error('round');
  error.cause = error;
  const odd = {
    self,
    error,
    big: 10n,
    symbol: Symbol('s'),
    call: () => 1,
    text: 'x'.repeat(5000),
    many: Array(500).fill(1),
  };
  const line = logged(odd);
  expect(JSON.parse(line).event).toBe('event');
  expect(line.length).toBeLessThan(20_000);
});

it('keeps the fields of the log that it comes from', () => {
  const lines: string[] = [];
  logger({ a: 1 }, (line) => lines.push(line))
    .with({ b: 2 })
    .warn('w', { c: 3 });
  expect(JSON.parse(lines[0] ?? '')).toEqual({ level: 'warn', event: 'w', a: 1, b: 2, c: 3 });
  expect(scrub(undefined)).toBeUndefined();
});
