import { describe, expect, it } from 'vitest';
import { after } from '../../shared/clock.ts';
import { alreadySent, newCode, refusal, typedCode } from './code.ts';
import { maskedPhone, type Signer } from './signer.ts';

const now = new Date('2026-11-21T10:00:00Z');
const code = { mac: 'x', number: 1, tries: 0, madeAt: now.toISOString(), expiresAt: after(now, 600).toISOString() };
const signer = (more: Partial<Signer> = {}): Signer => ({
  id: 'sgn_1',
  requestId: 'sig_1',
  position: 0,
  status: 'opened',
  name: 'Anne Martin',
  email: 'anne@example.com',
  phone: '+33612345678',
  codesSent: 1,
  servedKey: 'k',
  code: { ...code, messageId: 'm-1' },
  ...more,
});

it('a code has six digits, its zeros kept, and is never twice the same for long', () => {
  const codes = Array.from({ length: 2000 }, newCode);
  for (const one of codes) expect(one).toMatch(/^\d{6}$/);
  expect(new Set(codes).size).toBeGreaterThan(1900);
  expect(codes.some((one) => one.startsWith('0'))).toBe(true);
});

it.each([
  ['123 456', '123456'],
  ['12-34.56', '123456'],
  [' 123456\n', '123456'],
  ['１２３４５６', '123456'],
  ['12345a', undefined],
  ['1234567', undefined],
])('%j is read as %s', (typed, read) => expect(typedCode(typed)).toBe(read));

describe('a click is a repetition', () => {
  it.each([
    ['of a page that did not know of the last code', signer(), 0, 60, true],
    ['unless it asks for one more', signer(), 1, 60, false],
    ['when it says nothing and comes at once', signer(), undefined, 2, true],
    ['unless it comes later', signer(), undefined, 6, false],
    ['unless no code ever left', signer({ code: undefined }), 0, 1, false],
    ['while the code is still on its way', signer({ code }), 0, 10, true],
    ['unless whoever should have sent it is dead', signer({ code }), 0, 16, false],
  ])('%s', (_, of, known, seconds, repeated) => {
    expect(alreadySent(of as Signer, known, after(now, seconds))).toBe(repeated);
  });
});

it('says how many tries are left, as people say it', () => {
  expect(refusal('live', 3).fr).toBe('Code incorrect. Il vous reste 3 essais.');
  expect(refusal('live', 1).fr).toBe('Code incorrect. Il vous reste un essai.');
  expect(refusal('live', 1).en).toBe('Wrong code. You have one try left.');
});

it.each([
  ['+33612345678', '+33 6 •• •• •• 78'],
  ['+14155550123', '+14 ••••••• 23'],
])('shows %s as %s', (phone, masked) => expect(maskedPhone(phone)).toBe(masked));
