import { expect, test } from 'vitest';
import { writeMail } from '../../../shared/mails/every-mail.ts';
import { BRAND } from '../../../test/brand.ts';
import { write as writeActivation } from './account-activation.tsx';
import { write as writeExists } from './account-exists.tsx';

const link = 'https://guichet.example/activate/4kX0?a=1&b=2';

test.each([
  ['fr', 'Activer mon compte'],
  ['en', 'Activate my account'],
] as const)('an activation has one button in %s, « %s », and its address in the plain text', (locale, label) => {
  expect(writeActivation({ firstName: 'Camille', link }, locale, BRAND).text).toContain(`\n\n${label}\n${link}\n`);
});

test('a link that is not a web address is refused', () => {
  expect(() => writeMail('account-activation', { firstName: 'A', link: 'javascript:alert(1)' }, 'fr', BRAND)).toThrow();
});

test('who has an account already is told without a link', () => {
  const { subject, html } = writeExists({}, 'fr', BRAND);
  expect(subject).toBe('Vous avez déjà un compte Guichet');
  expect(html).not.toContain('<a ');
  expect(html).toContain('Bonjour,');
});
