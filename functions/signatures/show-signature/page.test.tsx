import { expect, test } from 'vitest';
import { BRAND } from '../../../test/brand.ts';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { SignedPage } from './page.tsx';

const signed = {
  documentName: 'Devis 2027-0142 — Rénovation de la cuisine.pdf',
  brand: BRAND,
  signedAt: new Date('2027-03-03T13:05:00Z'),
  here: '/sign/t/signature',
  requestId: 'sig_01k0c3t8m5x9v2b7n4q6r8s1ab',
};
const samples: Samples = {
  '/signed': (locale) => <SignedPage {...signed} locale={locale} status="completed" download="/sealed" />,
  '/signed-sealing': (locale) => <SignedPage {...signed} locale={locale} status="signed" />,
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

test('the sealed document is offered as soon as it is there: the page looks for it, and without a script a link does', async () => {
  const { page: still } = await pages.open('/fr/signed-sealing', { javaScriptEnabled: false });
  expect(await still.getByRole('link', { name: 'Voir s’il est prêt' }).getAttribute('href')).toBe('/sign/t/signature');

  const { page } = await pages.open('/fr/signed-sealing');
  const button = page.getByRole('link', { name: 'Télécharger le document scellé' });
  expect(await button.count()).toBe(0);
  await page.route('**/fr/signed-sealing', (route) => route.continue({ url: page.url().replace('-sealing', '') }));
  expect(await button.getAttribute('href')).toBe('/sealed');
  expect(await page.getByRole('link', { name: 'Voir s’il est prêt' }).count()).toBe(0);
});
