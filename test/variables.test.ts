import { globSync, readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setVariables } from './variables.ts';

const NAME = 'A_VARIABLE_OF_A_TEST';

describe('a variable that a test has set, twice', () => {
  beforeAll(() => setVariables({ [NAME]: 'file' }));

  test('is what was set last', () => {
    setVariables({ [NAME]: 'first' });
    setVariables({ [NAME]: undefined });
    expect(NAME in process.env).toBe(false);
  });
  test('is as it was for the next one', () => {
    expect(process.env[NAME]).toBe('file');
  });
});

describe('a variable that is set before each test', () => {
  beforeEach(() => setVariables({ [NAME]: 'each' }));

  test('is set for it', () => {
    expect(process.env[NAME]).toBe('each');
  });
});

test('and for no other', () => {
  expect(process.env[NAME]).toBe('file');
});

test('no test sets one in another way', () => {
  const inAnotherWay = /process\.env(\.\w+|\[[^\]]+\]) *=[^=]|(delete |assign\()process\.env|stub[E]nv/;
  const tests = globSync('{demo,events,functions,infra,shared,test}/**/*.test.{ts,tsx}');
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((file) => inAnotherWay.test(readFileSync(file, 'utf8')))).toEqual([]);
});
