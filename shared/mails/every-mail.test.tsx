import { describe, expect, test } from 'vitest';
import type { Answers } from '../../test/page-server.ts';
import { isTooWide, site, violationsInMail } from '../../test/pages.ts';
import { LOCALES } from '../text.ts';
import { everyMail, writeMail } from './every-mail.ts';
import { sampleOf } from './mail-kind.ts';

/** A mailbox shows a mail in its own styles, and lets it load and run nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** Every mail, as a mailbox that shows HTML shows it. */
const mails: Answers = Object.fromEntries(
  LOCALES.flatMap((locale) =>
    Object.values(everyMail).map((kind) => [
      `/${locale}/${kind.name}`,
      { type: 'text/html; charset=utf-8', body: writeMail(kind.name, sampleOf(kind, locale), locale).html, policy },
    ]),
  ),
);
const { open } = site({}, () => mails);

describe.each(Object.keys(mails))('%s', (address) => {
  test.each([
    ['a phone', { width: 390, height: 844 }],
    ['a desk', { width: 1280, height: 800 }],
  ])('is accessible on %s, and not too wide', async (_, viewport) => {
    const { page } = await open(address, { viewport });
    expect(await violationsInMail(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });
});
