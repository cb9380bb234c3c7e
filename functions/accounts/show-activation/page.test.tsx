import { expect, test } from 'vitest';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import { ActivationPage } from './page.tsx';

const samples: Samples = {
  '/activation': (locale) => <ActivationPage locale={locale} email="camille@durand.example" action="/post/activate" />,
};
const pages = site(samples);
checkPages(pages, samples);

test('has the button that the mail tells of', async () => {
  const { page } = await pages.open('/fr/activation', { javaScriptEnabled: false });
  expect(await page.getByRole('button', { name: 'Activer mon compte', exact: true }).count()).toBe(1);
});
