import { describe, expect, test } from 'vitest';
import { isTooWide, type Samples, site, violationsInMail } from '../../test/pages.ts';
import { everyMail, writeMail } from './every-mail.ts';
import { sampleOf } from './mail-kind.ts';

/** Every mail, as a mailbox that shows HTML shows it. */
const samples: Samples = Object.fromEntries(
  Object.values(everyMail).map((kind) => [
    `/${kind.name}`,
    (locale) => writeMail(kind.name, sampleOf(kind, locale), locale).html,
  ]),
);
const { open } = site(samples);

describe.each(Object.keys(samples).flatMap((path) => [`/fr${path}`, `/en${path}`]))('%s', (address) => {
  test.each([
    ['a phone', { width: 390, height: 844 }],
    ['a desk', { width: 1280, height: 800 }],
  ])('is accessible on %s, and not too wide', async (_, viewport) => {
    const { page } = await open(address, { viewport });
    expect(await violationsInMail(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });
});
