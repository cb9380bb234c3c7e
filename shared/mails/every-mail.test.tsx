import { expect, test } from 'vitest';
import { BRAND } from '../../test/brand.ts';
import { type Answers, AXE } from '../../test/page-server.ts';
import { illegible, isTooWide, picture, site, violationsInMail } from '../../test/pages.ts';
import { LOGO_CID, logoPath } from '../brand/brand.ts';
import { LOCALES, type Locale } from '../text.ts';
import { everyMail, writeMail } from './every-mail.ts';
import { type MailKind, sampleOf } from './mail-kind.ts';

/** A mailbox shows a mail in its own styles and the pictures that it brought, and lets it load and run nothing but our axe. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; script-src http://127.0.0.1:*${AXE}`;

/** A mailbox shows what stands under a Content-ID. */
const htmlOf = (kind: MailKind, locale: Locale) =>
  writeMail(kind.name, sampleOf(kind, locale), locale, BRAND).html.replace(`cid:${LOGO_CID}`, logoPath(BRAND.logo!));

/** Every mail, as a mailbox that shows HTML shows it. */
const mails: Answers = Object.fromEntries(
  LOCALES.flatMap((locale) =>
    Object.values(everyMail).map((kind) => [
      `/${locale}/mail-${kind.name}`,
      {
        type: 'text/html; charset=utf-8',
        body: htmlOf(kind, locale),
        policy,
      },
    ]),
  ),
);
const pages = site({}, () => mails);
const { visit } = pages;
picture(
  pages,
  Object.values(everyMail).map(({ name }) => `/mail-${name}`),
);

test.each(Object.keys(mails))(
  '%s is accessible in the light and in the dark, and fits a phone and a desk',
  async (address) => {
    const page = await visit(address);
    expect(await violationsInMail(page)).toEqual([]);
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(viewport);
      expect(await isTooWide(page)).toBe(false);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await illegible(page)).toEqual([]);
  },
);
