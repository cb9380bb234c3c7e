import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { LOGO_CID } from '../shared/brand/brand.ts';
import { everyMail, writeMail } from '../shared/mails/every-mail.ts';
import { sampleOf } from '../shared/mails/mail-kind.ts';
import { LOCALES } from '../shared/text.ts';
import { BRAND } from '../test/brand.ts';
import fc from '../test/property.ts';
import { withMails } from './mails.ts';
import { PROJECT_ROOT } from './use-cases.ts';

/** What every mail is held to, whichever area it lives in. */
const all = Object.entries(everyMail);
const kinds = Object.values(everyMail);

test('mails are found, and no two have one name', () => {
  const names = kinds.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['signature-invitation', 'account-activation']));
  expect(new Set(names).size).toBe(names.length);
});

describe.each(all)('%s', (file, kind) => {
  const { name, data, secrets, sample } = kind;
  const [fr, en] = LOCALES.map((locale) => writeMail(name, sampleOf(kind, locale), locale, BRAND));

  test('is named as its file', () => {
    expect(basename(file, '.tsx')).toBe(name);
  });

  test('is written in French and in English', () => {
    expect(fr?.html).toContain('<html lang="fr">');
    expect(en?.html).toContain('<html lang="en">');
    expect([fr?.subject, fr?.text]).not.toEqual([en?.subject, en?.text]);
    for (const { subject, text } of [fr!, en!]) expect(subject.trim() && text.trim()).toBeTruthy();
  });

  test('shows a value for each thing that it is told', () => {
    expect(Object.keys(sample).sort()).toEqual(Object.keys(data.shape).sort());
  });

  test('says which of its links are secret: all but those that it lists as public', () => {
    const links = Object.keys(data.shape).filter((field) => isLink(data.shape[field]));
    expect([...secrets].sort()).toEqual(links.sort());
  });

  test('has each of its links as a link and, in full, in the plain text', () => {
    for (const link of secrets.map((field) => sampleOf(kind, 'fr')[field] ?? '')) {
      expect(hrefs(fr!.html)).toContain(link);
      expect(fr!.text).toContain(link);
    }
    expect(hrefs(fr!.html).every((href) => Object.values(sampleOf(kind, 'fr')).includes(href))).toBe(true);
  });

  test('fetches nothing, so that no mailbox has to trust it', () => {
    expect(fr!.html).not.toMatch(/<(link|script|iframe)\b|url\(|@import/i);
    // Its logo travels with it.
    expect([...fr!.html.matchAll(/\bsrc="([^"]*)"/g)].map(([, src]) => src)).toEqual([`cid:${LOGO_CID}`]);
  });

  test('refuses a value that it is not told', () => {
    expect(() => writeMail(name, { ...sampleOf(kind, 'fr'), html: '<p>' }, 'fr', BRAND)).toThrow();
  });

  test('no value can add a header or an element', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('\r', '\n', '\u2028', '\0', '<', '>', '"', '&', "'", 'é', ':', ' '),
      minLength: 1,
    });
    const free = Object.keys(data.shape).filter((field) => data.shape[field]?.safeParse('<é>').success);
    if (!free.length) return;
    fc.assert(
      fc.property(fc.constantFrom(...free), nasty, fc.constantFrom(...LOCALES), (field, value, locale) => {
        const written = (one: string) => writeMail(name, { ...sampleOf(kind, locale), [field]: one }, locale, BRAND);
        const { subject, html } = written(value);
        expect(subject).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
        // Lines of somebody else's words are told apart by <br>, ours.
        const elements = (markup: string) => markup.match(/<(?!br)[a-z!/]/gi)?.length;
        expect(elements(html)).toBe(elements(written('x').html));
      }),
    );
  });

  test('a very long value is cut in the subject', () => {
    for (const field of Object.keys(data.shape)) {
      const long = { ...sampleOf(kind, 'fr'), [field]: 'é'.repeat(1_000) };
      if (data.safeParse(long).success)
        expect([...writeMail(name, long, 'fr', BRAND).subject].length).toBeLessThan(200);
    }
  });
});

describe('a bundle', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'mails-'));
    await mkdir(join(root, 'functions/zoo/mails'), { recursive: true });
    await writeFile(
      join(root, 'functions/zoo/mails/feed-lion.tsx'),
      `export default { name: 'feed-lion', data: { parse: (data) => data } };
       export const write = ({ lion }, locale) => ({ subject: 'Hungry ' + lion + locale, html: String(<p>{lion}</p>) });`,
    );
  });
  afterAll(() => rm(root, { recursive: true }));

  const bundle = async (source: string) => {
    const everyMailFile = join(PROJECT_ROOT, 'shared/mails/every-mail.ts');
    const { outputFiles } = await esbuild.build({
      stdin: { contents: source.replace('EVERY', JSON.stringify(everyMailFile)), resolveDir: PROJECT_ROOT },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
      nodePaths: [join(PROJECT_ROOT, 'node_modules')],
      plugins: [withMails(root)],
    });
    return outputFiles[0]!.text;
  };

  test('that writes mail holds every area’s', async () => {
    const text = await bundle(`export { writeMail } from EVERY;`);
    const { writeMail } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    expect(writeMail('feed-lion', { lion: 'Léo' }, 'fr')).toEqual({ subject: 'Hungry Léofr', html: '<p>Léo</p>' });
  });

  test('that only asks which mails there are holds none of their words', async () => {
    const text = await bundle(`import { everyMail } from EVERY; export default everyMail;`);
    expect(text).toContain('feed-lion');
    expect(text).not.toContain('Hungry');
  });
});

const hrefs = (html: string): string[] =>
  [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

const isLink = (field: unknown): boolean =>
  field instanceof z.ZodOptional ? isLink(field.unwrap()) : field instanceof z.ZodURL;
