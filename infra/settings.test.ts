import { App } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import { readSettings } from './stacks/settings.ts';

const ONE = 'ab'.repeat(32);
const OTHER = '0f'.repeat(32);
const roots = (timestampRoots?: string) => readSettings(new App({ context: { timestampRoots } })).timestampRoots;

it('takes the roots of time-stamps as OpenSSL prints fingerprints, or bare', () => {
  expect(roots()).toEqual([]);
  expect(roots(ONE)).toEqual([ONE]);
  const printed = ONE.toUpperCase().replace(/..(?!$)/g, '$&:');
  expect(roots(`${printed}, ${OTHER}`)).toEqual([ONE, OTHER]);
});

it('refuses what is no fingerprint, by the name of the setting', () => {
  for (const wrong of ['ab:cd', `${ONE}0`, 'root.pem']) expect(() => roots(wrong)).toThrow(/timestampRoots/);
});
