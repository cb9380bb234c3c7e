import { expect, test } from 'vitest';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { ActivatedPage } from './page.tsx';

const samples: Samples = {
  '/activated': (locale) => (
    <ActivatedPage
      locale={locale}
      accountId="acc_01k0c3t8m5x9v2b7n4q6r8s1ab"
      apiKey="gk_01k0c3t8m5x9v2b7_Zm9yIHRoZSBwYWdlcyB0ZXN0IG9ubHksIG5vdCBhIGtleQ"
      apiUrl="https://api.guichet.example"
    />
  ),
};
const pages = site(samples);
checkPages(pages, samples);

test('the API key is copied', async () => {
  const { page } = await pages.open('/fr/activated', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copier' }).first().click();
  await page.getByRole('button', { name: 'Copié' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^gk_/);
});
