import { expect, test } from 'vitest';
import { BRAND } from '../../../test/brand.ts';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { SignedPage } from './page.tsx';

const signed = {
  documentName: 'Devis 2027-0142 — Rénovation de la cuisine.pdf',
  brand: BRAND,
  signedAt: new Date('2027-03-03T13:05:00Z'),
  requestId: 'sig_01k0c3t8m5x9v2b7n4q6r8s1ab',
};
const samples: Samples = {
  '/signed': (locale) => <SignedPage {...signed} locale={locale} status="completed" />,
  '/signed-waiting': (locale) => (
    <SignedPage {...signed} locale={locale} status="opened" waitingFor={['Paul Martin', 'Zoé Lefèvre']} />
  ),
  '/signed-cancelled': (locale) => <SignedPage {...signed} locale={locale} status="cancelled" />,
};
const pages = site(samples);
checkPages(pages, samples);

test.each([
  ['fr', 'Document signé'],
  ['en', 'Document signed'],
])('says in %s, where one looks first, that it is signed', async (locale, name) => {
  const { page } = await pages.open(`/${locale}/signed`, { javaScriptEnabled: false });
  expect(await page.getByRole('heading', { name, exact: true }).count()).toBe(1);
});
