import { expect, test } from 'vitest';
import { anyScriptEmailAddress, emailAddress, emailKey } from './email-address.ts';

test.each([
  ['  Anne.Martin@Exemple.FR ', 'Anne.Martin@exemple.fr'],
  ['anne@société.fr', 'anne@xn--socit-esab.fr'],
  ['anne@SOCIÉTÉ.fr', 'anne@xn--socit-esab.fr'],
  ['anne&paul@exemple.fr', 'anne&paul@exemple.fr'],
  ["o'neil+devis@exemple.fr", "o'neil+devis@exemple.fr"],
  ['info@пример.рф', 'info@xn--e1afmkfd.xn--p1ai'],
  ['info@xn--e1afmkfd.xn--p1ai', 'info@xn--e1afmkfd.xn--p1ai'],
  [`${'a'.repeat(64)}@exemple.fr`, `${'a'.repeat(64)}@exemple.fr`],
])('%s is kept as %s', (typed, kept) => {
  expect(emailAddress.parse(typed)).toBe(kept);
  expect(anyScriptEmailAddress.parse(typed)).toBe(kept);
});

test.each([
  'anne',
  'anne@',
  '@exemple.fr',
  'anne@exemple',
  'anne@@exemple.fr',
  'a b@exemple.fr',
  'anne@exemple.fr\r\nBcc: x@y.fr',
  '.anne@exemple.fr',
  'anne.@exemple.fr',
  'an..ne@exemple.fr',
  '"anne"@exemple.fr',
  'Anne <anne@exemple.fr>',
  'anne@127.0.0.1',
  'anne@[127.0.0.1]',
  'anne@exemple..fr',
  'anne@-exemple.fr',
  `${'a'.repeat(65)}@exemple.fr`,
  `${'a'.repeat(50)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(60)}.fr`,
])('“%s” is refused', (typed) => {
  expect(emailAddress.safeParse(typed).success).toBe(false);
  expect(anyScriptEmailAddress.safeParse(typed).success).toBe(false);
});

test('letters of any script may stand before the @ where its own server takes them', () => {
  expect(anyScriptEmailAddress.parse('josé@exemple.fr')).toBe('josé@exemple.fr');
  expect(emailAddress.safeParse('josé@exemple.fr').success).toBe(false);
});

test('addresses are the same whatever their case; dots and +tags count', () => {
  const key = (typed: string) => emailKey(emailAddress.parse(typed));
  expect(key('Anne@Société.FR')).toBe(key('anne@xn--socit-esab.fr'));
  expect(key('anne.martin@exemple.fr')).not.toBe(key('annemartin@exemple.fr'));
  expect(key('anne+a@exemple.fr')).not.toBe(key('anne@exemple.fr'));
});
