import { PDF } from '@libpdf/core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../shared/text.ts';
import { BRAND } from '../../../test/brand.ts';
import { eventually } from '../../../test/eventually.ts';
import type { Answers } from '../../../test/page-server.ts';
import { checkPages, isTooWide, type Samples, site } from '../../../test/pages.ts';
import { classicPdf, layeredPdf } from '../../../test/pdf-samples.ts';
import { SigningPage, type SigningPageProps } from './page.tsx';

const beside = {
  layers: [
    { id: '6R', name: 'Murs', shown: true },
    { id: '7R', name: 'Réserve', shown: false },
  ],
  attachments: [
    { name: 'factur-x.xml', size: 15_658, sha256: '0'.repeat(64) },
    { name: 'Conditions générales de vente et de réparation.pdf', size: 214, sha256: '1'.repeat(64) },
  ],
  texts: [
    { kind: 'comment' as const, label: 'Zoé Lefèvre', text: 'La hotte est à remplacer.\nVoir le devis.' },
    { kind: 'field' as const, label: 'Prix', text: '1 000 €' },
  ],
};

const asked: SigningPageProps = {
  locale: 'fr',
  brand: BRAND,
  sender: { name: 'Camille Durand', email: 'camille@durand.example' },
  signerName: 'Anne Martin',
  documentName: 'Devis 2027-0142 — Rénovation de la cuisine.pdf',
  pageCount: 1,
  documentUrl: '/document.pdf',
  codeAction: '/post/code',
  openedAction: '/post/opened',
  refusalPage: '/refusal',
};
const signing = (more: Partial<SigningPageProps>) => (locale: Locale) => (
  <SigningPage {...asked} {...more} locale={locale} />
);

const samples: Samples = {
  '/sign': signing({
    pageCount: 3,
    expiresAt: new Date('2027-03-10T17:00:00Z'),
    message: 'Bonjour Anne,\nvoici le devis convenu <hier>. Dites-moi si une ligne vous gêne.',
    otherSigners: [
      { name: 'Paul Martin', signed: true },
      { name: 'Zoé Lefèvre', signed: false },
    ],
  }),
  '/sign-unopened': signing({ pageCount: 3, unopened: true }),
  '/sign-layers': signing({
    documentName: 'Plan de la cuisine.pdf',
    documentUrl: '/layers.pdf',
    beside: { beside, attachmentUrl: (number) => `/attachments/${number}` },
  }),
  '/sign-unreadable': signing({ documentUrl: '/missing.pdf' }),
  '/sign-scan': signing({ documentUrl: '/scan.pdf' }),
};

/** What the viewer adds, for whoever looks: the pages of the document, or that they cannot be shown. */
const SHOWN = {
  ...Object.fromEntries(Object.keys(samples).map((path) => [path, 'canvas'])),
  '/sign-unreadable': '[role=status]:text("Ouvrir"), [role=status]:text("Open")',
};

async function threePages(): Promise<Uint8Array> {
  const pdf = PDF.create();
  for (const number of [1, 2, 3]) {
    pdf.addPage({ size: 'a4' }).drawText(`Devis, feuillet ${number}`, { x: 60, y: 700, size: 28 });
  }
  return pdf.save();
}

/** One page of any size with a line of text every 100 points, down to its foot and out to its right edge. */
async function ruled(width: number, height: number): Promise<Uint8Array> {
  const pdf = PDF.create();
  const page = pdf.addPage({ width, height });
  for (let y = 10; y < height; y += 100)
    for (let x = 10; x < width; x += 100) page.drawText('Ligne', { x, y, size: 24 });
  return pdf.save();
}

/** Pages that break viewers: name -> document. */
const ODD: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  'a till receipt': () => ruled(226, 14_000),
  'a banner': () => ruled(14_000, 226),
  'an A0 poster': () => ruled(2384, 3370),
  'a page in large units': () => classicPdf({ page: '/UserUnit 20' }),
  'a page on its side': () => classicPdf({ page: '/Rotate 90' }),
  'a page turned the other way': () => classicPdf({ page: '/Rotate -90' }),
  'a box from right to left': () => classicPdf({ mediaBox: '[595 842 0 0]' }),
  'a box below zero': () => classicPdf({ mediaBox: '[-100 -100 595 842]' }),
  'a box without a surface': () => classicPdf({ mediaBox: '[0 0 0 0]' }),
};
const addressOf = (odd: string) => `/odd/${Object.keys(ODD).indexOf(odd)}`;

/** A scan as office machines make them: one black square in CCITT Group 4, which pdf.js decodes with WebAssembly. */
function scan(): string {
  const firstRow = `001${'00110101'}${'0000001111'}${'0000110111'}`;
  const bits = firstRow + '11'.repeat(63) + '000000000001'.repeat(2);
  const hex = (bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? [])
    .map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0'))
    .join('');
  const stream = (dictionary: string, data: string) =>
    `<<${dictionary} /Length ${data.length}>>\nstream\n${data}\nendstream`;
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources <</XObject <</Scan 5 0 R>>>>>>',
    stream('', 'q 100 0 0 100 50 50 cm /Scan Do Q'),
    stream(
      '/Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 1 /ColorSpace /DeviceGray ' +
        '/Filter [/ASCIIHexDecode /CCITTFaxDecode] /DecodeParms [null <</K -1 /Columns 64 /Rows 64>>]',
      `${hex}>`,
    ),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size} /Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
}

async function documents(): Promise<Answers> {
  const pdf = (body: Uint8Array | string) => ({ type: 'application/pdf', body });
  const odd: [string, { type: string; body: string | Uint8Array }][] = [];
  for (const [name, make] of Object.entries(ODD)) {
    const address = addressOf(name);
    const page = signing({ documentUrl: `${address}.pdf` })('fr');
    odd.push(
      [address, { type: 'text/html; charset=utf-8', body: String(page) }],
      [`${address}.pdf`, pdf(await make())],
    );
  }
  return {
    ...Object.fromEntries(odd),
    '/document.pdf': pdf(await threePages()),
    '/layers.pdf': pdf(layeredPdf([{ name: 'Murs' }, { name: 'Reserve' }], '/OFF [7 0 R]')),
    '/scan.pdf': pdf(scan()),
  };
}

const pages = site(samples, documents);
const { open, posted } = pages;
checkPages(pages, samples, SHOWN);

test.each([
  ['fr', 'Signer'],
  ['en', 'Sign'],
])('has in %s the button « %s »', async (locale, name) => {
  const { page } = await open(`/${locale}/sign`, { javaScriptEnabled: false });
  expect(await page.getByRole('button', { name, exact: true }).count()).toBe(1);
});

test('a second click sends nothing more', async () => {
  const { page } = await open('/fr/sign');
  const sent = await page.locator('form').evaluate((form: HTMLFormElement) => {
    const outcomes: boolean[] = [];
    form.addEventListener('submit', (event) => {
      outcomes.push(!event.defaultPrevented);
      event.preventDefault();
    });
    for (let click = 0; click < 2; click++) form.querySelector('button')?.click();
    return outcomes;
  });
  expect(sent).toEqual([true, false]);
});

/**
 * Resolves once the browser has told its observers that the element is in the middle of the screen. The page's own was
 * there first, hence was told first: a test may scroll on, which a person would not do within one frame.
 */
const lookedAt = (element: Element) =>
  new Promise<void>((resolve) => {
    new IntersectionObserver(
      (entries, observer) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: '-45% 0px' },
    ).observe(element);
  });

/** How much of a page's first part, from top to bottom in hundredths, is not white. */
const inked = (page: Page, from: number, to: number) =>
  page
    .locator('canvas')
    .first()
    .evaluate(
      (element, [top, bottom]) => {
        const canvas = element as HTMLCanvasElement;
        const [y, height] = [canvas.height * top!, canvas.height * (bottom! - top!)];
        const { data } = canvas.getContext('2d')!.getImageData(0, y, canvas.width, height);
        return data.filter((value, i) => i % 4 === 0 && value < 128).length;
      },
      [from / 100, to / 100],
    );

describe('the viewer', () => {
  test('shows layers as they print, and each that a person switches on or off', async () => {
    const { page, refused } = await open('/fr/sign-layers');
    await page.locator('canvas').waitFor();
    // The walls stand 600 points above the foot of 842, the reserve 560.
    const walls = () => inked(page, 26, 30);
    const reserve = () => inked(page, 31, 35);
    expect([(await walls()) > 0, (await reserve()) > 0]).toEqual([true, false]);
    await page.getByLabel('Réserve').check();
    await expect.poll(reserve).toBeGreaterThan(0);
    await page.getByLabel('Murs').uncheck();
    await expect.poll(walls).toBe(0);
    expect(await reserve()).toBeGreaterThan(0);
    expect(refused).toEqual([]);
  });

  test('says which page one reads, and enlarges all of them', async () => {
    const { page } = await open('/fr/sign');
    const sheet = page.getByRole('group', { name: 'Page 1 sur 3' });
    await page.getByText('Page 1 sur 3', { exact: true }).first().waitFor();
    const widthOf = async () => (await sheet.locator('.sheet').boundingBox())!.width;
    const before = await widthOf();
    await page.getByRole('button', { name: 'Agrandir' }).click({ clickCount: 2 });
    expect((await widthOf()) / before).toBeCloseTo(2);
    expect(await isTooWide(page)).toBe(false);
    expect(await sheet.getAttribute('tabindex')).toBe('0');
    await page.getByRole('button', { name: 'Réduire' }).click({ clickCount: 2 });
    expect(await widthOf()).toBeCloseTo(before);
  });

  test('begins in the first third of a desk’s screen', async () => {
    const { page } = await open('/fr/sign', { viewport: { width: 1280, height: 800 } });
    const first = page.getByRole('group', { name: 'Page 1 sur 3' });
    expect((await first.boundingBox())!.y).toBeLessThan(800 / 3);
    expect(await page.getByRole('button', { name: 'Signer', exact: true }).isVisible()).toBe(true);
  });

  test('lists layers without the script too', async () => {
    const { page } = await open('/fr/sign-layers', { javaScriptEnabled: false });
    expect(await page.getByRole('group', { name: 'Calques' }).textContent()).toMatch(/Murs.*affiché.*Réserve.*masqué/s);
    expect(await page.locator('[data-layer]:visible').count()).toBe(0);
  });

  test('draws every page of the document, with its text for who does not see it', async () => {
    const { page, refused } = await open('/fr/sign');
    for (const number of [1, 2, 3]) {
      const sheet = page.getByRole('group', { name: `Page ${number} sur 3` });
      await sheet.scrollIntoViewIfNeeded();
      await sheet.locator('canvas').waitFor();
      expect(await sheet.textContent()).toContain(`Devis, feuillet ${number}`);
      expect(await sheet.locator('canvas').evaluate(darkest)).toBeLessThan(128);
    }
    expect(await page.locator('canvas').count()).toBe(3);
    expect(refused).toEqual([]);
  });

  test('tells the server when the first page is displayed, then how many were seen', async () => {
    const { page } = await open('/fr/sign', { timezoneId: 'Indian/Reunion' });
    await page.locator('canvas').first().waitFor();
    await eventually(() =>
      expect(posted).toEqual([{ path: '/post/opened', fields: { pagesViewed: '1', timeZone: 'Indian/Reunion' } }]),
    );
    for (const number of [2, 3]) {
      const sheet = page.getByRole('group', { name: `Page ${number} sur 3` });
      await sheet.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await sheet.locator('canvas').waitFor();
      await sheet.evaluate(lookedAt);
    }
    await page.getByRole('button', { name: 'Signer' }).click();
    await eventually(() =>
      expect(posted).toContainEqual({
        path: '/post/opened',
        fields: { pagesViewed: '3', timeZone: 'Indian/Reunion' },
      }),
    );
  });

  test('does not count a page that was drawn and is still below the screen', async () => {
    const { page } = await open('/fr/sign');
    await page.locator('canvas').nth(1).waitFor();
    expect(await page.locator('canvas').nth(1).evaluate(darkest)).toBeLessThan(128);
    await told(page);
    await eventually(() => expect(posted.map(({ fields }) => fields.pagesViewed)).toEqual(['1']));
  });

  test.each([
    ['a till receipt', 4],
    ['a banner', 2],
    ['an A0 poster', 4],
    ['a page in large units', 3],
    ['a page on its side', 1],
    ['a page turned the other way', 1],
    ['a box from right to left', 1],
    ['a box below zero', 1],
    ['a box without a surface', 1],
  ])('draws %s, at %i pixels to the point, and counts it when all of it went by', async (odd, deviceScaleFactor) => {
    const { page, refused } = await open(addressOf(odd), { deviceScaleFactor });
    const parts = page.getByRole('group', { name: 'Page 1 sur 1' }).locator('.sheet > div');
    await parts.first().locator('canvas').waitFor();
    await eventually(() => expect(posted).toHaveLength(1));
    const count = await parts.count();
    expect(posted[0]?.fields.pagesViewed).toBe(count === 1 ? '1' : '0');
    for (let part = 0; part < count; part++) {
      await told(page);
      await parts.nth(part).evaluate((element) => element.scrollIntoView({ block: 'center', inline: 'center' }));
      await parts.nth(part).locator('canvas').waitFor();
      await parts.nth(part).evaluate(lookedAt);
      expect(await parts.nth(part).locator('canvas').evaluate(darkest)).toBeLessThan(128);
      expect(await parts.nth(part).locator('canvas').evaluate(longestSide)).toBeLessThanOrEqual(4096);
    }
    await told(page);
    await eventually(() =>
      expect(posted.map(({ fields }) => fields.pagesViewed)).toEqual(count === 1 ? ['1'] : ['0', '1']),
    );
    expect(await isTooWide(page)).toBe(false);
    expect(refused).toEqual([]);
  });

  test('a receipt of which only the ends were looked at is not counted', async () => {
    const { page } = await open(addressOf('a till receipt'));
    const parts = page.locator('.sheet > div');
    await parts.first().locator('canvas').waitFor();
    for (const end of [parts.first(), parts.last()]) {
      await end.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await end.locator('canvas').waitFor();
      await end.evaluate(lookedAt);
    }
    await told(page);
    expect(posted.map(({ fields }) => fields.pagesViewed)).toEqual(['0']);
  });

  test('draws a scan although the policy refuses WebAssembly', async () => {
    const { page } = await open('/fr/sign-scan');
    const sheet = page.getByRole('group', { name: 'Page 1 sur 1' });
    await sheet.locator('canvas').waitFor();
    expect(await sheet.locator('canvas').evaluate(darkest)).toBeLessThan(128);
    expect(await sheet.textContent()).toContain('c’est une image');
  });

  test('points to the plain link when the document cannot be displayed', async () => {
    const { page } = await open('/fr/sign-unreadable');
    await page.getByText('n’a pas pu être affiché').waitFor();
    expect(await page.getByRole('link', { name: 'Ouvrir le PDF' }).getAttribute('href')).toBe('/missing.pdf');
    expect(posted).toEqual([]);
  });
});

/** As when the person looks at another tab: the page tells what it has not told yet. */
const told = (page: Page) => page.evaluate("dispatchEvent(new Event('pagehide'))");

const longestSide = (element: Element) =>
  Math.max((element as HTMLCanvasElement).width, (element as HTMLCanvasElement).height);

/** The luminance of the darkest pixel of a canvas: a blank page is all white. */
function darkest(element: Element): number {
  const canvas = element as HTMLCanvasElement;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let low = 255;
  for (let index = 0; index < data.length; index += 4) low = Math.min(low, data[index]!);
  return low;
}
