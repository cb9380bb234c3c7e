import { expect, test } from 'vitest';
import { BRAND } from '../../../test/brand.ts';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { RefusalPage } from './page.tsx';

const refusal = {
  brand: BRAND,
  documentName: 'Devis 2027-0142 — Rénovation de la cuisine.pdf',
  declineAction: '/post/refusal',
  documentPage: '/sign',
};
const samples: Samples = {
  '/refusal': (locale) => <RefusalPage {...refusal} locale={locale} />,
  '/refused': (locale) => <RefusalPage {...refusal} locale={locale} declined />,
};
const pages = site(samples);
checkPages(pages, samples);

test('sends the reason, without script, and only by its button', async () => {
  const { page } = await pages.open('/fr/refusal', { javaScriptEnabled: false });
  await page.getByLabel('Pourquoi').fill('Le prix a changé.');
  await page.getByRole('button', { name: 'Refuser de signer', exact: true }).click();
  expect(pages.posted).toEqual([{ path: '/post/refusal', fields: { reason: 'Le prix a changé.' } }]);
});
