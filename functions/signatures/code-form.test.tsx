import { expect, test } from 'vitest';
import type { Locale } from '../../shared/text.ts';
import { BRAND } from '../../test/brand.ts';
import { checkPages, type Samples, site } from '../../test/pages.ts';
import { CodePage, type CodePageProps } from './code-form.tsx';

const code = (locale: Locale): CodePageProps => ({
  locale,
  brand: BRAND,
  maskedPhone: '+33 6 •• •• •• 12',
  documentName: 'Devis 2027-0142 — Rénovation de la cuisine.pdf',
  documentPage: '/sign',
  consentText:
    'J’ai lu le document « Devis 2027-0142 » et j’en accepte les termes.\nJe signe par voie électronique ; ma signature m’engage comme une signature manuscrite.',
  consentVersion: '2027-01',
  signAction: '/post/sign',
  resend: { action: '/post/resend' },
  attemptsLeft: 5,
  expiresAt: new Date('2027-03-03T13:05:00Z'),
});

const samples: Samples = {
  '/code': (locale) => (
    <CodePage
      {...code(locale)}
      resentAt={new Date('2027-03-03T12:55:00Z')}
      resend={{ action: '/post/resend', again: { seconds: 65, at: new Date('2027-03-03T12:56:05Z') } }}
    />
  ),
  '/code-wrong': (locale) => <CodePage {...code(locale)} error="Ce code n’est pas le bon." attemptsLeft={1} />,
  '/code-dead': (locale) => (
    <CodePage {...code(locale)} error="Trop d’essais : ce code ne sert plus." attemptsLeft={0} />
  ),
  '/code-last': (locale) => <CodePage {...code(locale)} resend={undefined} />,
};
const pages = site(samples);
checkPages(pages, samples);

test.each([
  ['fr', 'textbox', 'Code reçu par SMS'],
  ['fr', 'button', 'Valider la signature'],
  ['en', 'button', 'Confirm signature'],
] as const)('has in %s the %s « %s »', async (locale, role, name) => {
  const { page } = await pages.open(`/${locale}/code`, { javaScriptEnabled: false });
  expect(await page.getByRole(role, { name, exact: true }).count()).toBe(1);
});

test('the code is typed and sent with the keyboard alone', async () => {
  const { page } = await pages.open('/fr/code');
  // The consent is on the way to the field.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('123 456');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/post\/sign/);
  expect(pages.posted).toEqual([{ path: '/post/sign', fields: { code: '123 456', consentVersion: '2027-01' } }]);
});

test('on a phone the field and its button stand above the keyboard, and what one consents to before them', async () => {
  const { page } = await pages.open('/fr/code-wrong', { viewport: { width: 390, height: 844 } });
  // A phone of 844 points keeps some 460 of them when its keyboard is there.
  for (const part of [page.locator('#code'), page.getByRole('button', { name: 'Valider la signature' })]) {
    const { y, height } = (await part.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(460);
  }
  await page.getByText('vous consentez à ceci').click();
  expect(await page.getByText('j’en accepte les termes').isVisible()).toBe(true);
});

test('a code that was tried too often says that it is locked, and offers a new one', async () => {
  const { page } = await pages.open('/fr/code-dead', { javaScriptEnabled: false });
  await page.getByRole('heading', { name: 'Code bloqué' }).waitFor();
  expect(await page.locator('#code').count()).toBe(0);
});

test('when another code may be asked for is said with its zone; with a script it is counted down, and then offered', async () => {
  const { page: still } = await pages.open('/fr/code', { javaScriptEnabled: false });
  await still.getByText('Vous pourrez en demander un autre à 13:56:05 (UTC+1).').waitFor();

  const { page } = await pages.open('/fr/code-last');
  await page.clock.install();
  await page.goto(still.url());
  const button = page.getByRole('button', { name: 'Renvoyer le code' });
  await page.getByText('Vous pourrez en demander un autre dans 1:0').waitFor();
  expect(await button.isDisabled()).toBe(true);
  await page.clock.fastForward(66_000);
  await page.getByRole('status').getByText('Vous pouvez en demander un autre.').waitFor();
  expect(await button.isEnabled()).toBe(true);
});

test('once the codes of a link are used up, none is offered', async () => {
  const { page } = await pages.open('/fr/code-last', { javaScriptEnabled: false });
  await page.getByText('Demandez à l’expéditeur de vous l’envoyer de nouveau.').waitFor();
  expect(await page.getByRole('button', { name: 'Renvoyer le code' }).count()).toBe(0);
});
