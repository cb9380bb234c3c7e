import { describe, expect, it } from 'vitest';
import { after } from '../clock.ts';
import { CHANNELS } from './channels.ts';
import { alreadySent, CODE, type KeptCodes, noCode, pauseLeft, refusal } from './code.ts';
import { codeText, newCode, shortWords } from './make-code.ts';
import { typedCode } from './try-code.ts';

const now = new Date('2026-11-21T10:00:00Z');
const code = { mac: 'x', number: 1, tries: 0, madeAt: now.toISOString(), expiresAt: after(now, 600).toISOString() };
const kept = (more: Partial<KeptCodes> = {}): KeptCodes => ({
  codesSent: 1,
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
    ['of a page that did not know of the last code', kept(), 0, 60, true],
    ['unless it asks for one more', kept(), 1, 60, false],
    ['when it says nothing and comes at once', kept(), undefined, 2, true],
    ['unless it comes later', kept(), undefined, 6, false],
    ['unless no code ever left', kept({ code: undefined }), 0, 1, false],
    ['while the code is still on its way', kept({ code }), 0, 10, true],
    ['unless whoever should have sent it is dead', kept({ code }), 0, 16, false],
  ])('%s', (_, of, known, seconds, repeated) => {
    expect(alreadySent(of, known, after(now, seconds))).toBe(repeated);
  });
});

it('a code is given its time to arrive, unless nobody knows that it left', () => {
  expect(pauseLeft(kept(), now)).toBe(CODE.pause);
  expect(pauseLeft(kept(), after(now, CODE.pause - 0.5))).toBe(1);
  expect(pauseLeft(kept(), after(now, CODE.pause))).toBe(0);
  expect(pauseLeft(kept({ code }), now)).toBe(0);
  // Made by a clock a day ahead.
  expect(pauseLeft(kept(), after(now, -86_400))).toBe(0);
});

it('says how many tries are left, as people say it', () => {
  expect(refusal('live', 3).fr).toBe('Code incorrect. Il vous reste 3 essais.');
  expect(refusal('live', 1).fr).toBe('Code incorrect. Il vous reste un essai.');
  expect(refusal('live', 1).en).toBe('Wrong code. You have one try left.');
});

it('says by which way the code came', () => {
  expect(noCode('sms').fr).toBe('Tapez les 6 chiffres du code que vous avez reçu par SMS.');
  expect(noCode('email').en).toBe('Type the 6 digits of the code that you received by email.');
});

it('says what a code is for, how long, and to keep it', () => {
  const use = { fr: 'pour entrer', en: 'to come in' };
  expect(codeText('012345', use, 'fr')).toBe(
    '012345 est votre code pour entrer. Valable 10 minutes. Ne le donnez à personne.',
  );
});

it('leaves no link in words that a text message quotes', () => {
  expect(shortWords('https://www.bank.example')).toBe('bank.example');
  expect(shortWords('x'.repeat(31))).toBe(`${'x'.repeat(29)}…`);
});

it.each([
  ['sms', '+33612345678', '+33 6 •• •• •• 78'],
  ['sms', '+14155550123', '+14 ••••••• 23'],
  ['email', 'anne.martin@exemple.fr', 'a•••@exemple.fr'],
  ['email', 'a@exemple.fr', 'a•••@exemple.fr'],
] as const)('%s: shows %s as %s', (channel, address, masked) => expect(CHANNELS[channel].masked(address)).toBe(masked));
