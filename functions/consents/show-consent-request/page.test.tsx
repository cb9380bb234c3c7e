import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../shared/text.ts';
import { BRAND } from '../../../test/brand.ts';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import type { ConsentStatus } from '../consent-states.ts';
import { wordingOf } from '../wording.ts';
import { ConsentRequestPage, type ConsentRequestPageProps } from './page.tsx';

const business = 'Menuiserie Durand & fils';
const email = 'anne-marie.lefevre-dubois@une-adresse-longue.exemple.fr';
const page =
  (status: ConsentStatus, more: Partial<ConsentRequestPageProps> = {}) =>
  (locale: Locale) => (
    <ConsentRequestPage
      {...{ locale, brand: BRAND, business, email, status, contact: 'camille@menuiserie-durand.example' }}
      wording={wordingOf({ business, email, perMonth: 4, locale })}
      action="/post/consent"
      {...more}
    />
  );
const decidedAt = '2027-03-03T13:05:00Z';

/** Each state: the compiler names one that is missing. */
const STATES = {
  'not-solicited': { accept: 1, refuse: 1 },
  pending: { accept: 1, refuse: 1 },
  accepted: { accept: 0, refuse: 1 },
  refused: { accept: 1, refuse: 0 },
} as const satisfies Record<ConsentStatus, object>;
const samples: Samples = {
  ...Object.fromEntries(
    Object.keys(STATES).map((status) => [
      `/${status}`,
      page(
        status as ConsentStatus,
        /ed$/.test(status) && status !== 'not-solicited' ? { decidedAt, decidedBy: 'recipient' } : {},
      ),
    ]),
  ),
  '/withdrawn': page('refused', { decidedAt, decidedBy: 'business' }),
  '/refused-just-now': page('refused', { decidedAt, decidedBy: 'recipient', noStandsUntil: '2027-03-03T13:15:00Z' }),
};
const pages = site(samples);
checkPages(pages, samples);

describe('without script,', () => {
  test.each(Object.entries(STATES))('who is %s has the buttons that change something', async (status, buttons) => {
    const { page } = await pages.open(`/fr/${status}`, { javaScriptEnabled: false });
    const count = (name: string) => page.getByRole('button', { name, exact: true }).count();
    expect({ accept: await count('J’accepte'), refuse: await count('Je refuse') }).toEqual(buttons);
  });

  test.each(['accept', 'refuse'] as const)('one button sends one answer: %s', async (name) => {
    const { page } = await pages.open('/fr/pending', { javaScriptEnabled: false });
    await page.getByRole('button', { name: name === 'accept' ? 'J’accepte' : 'Je refuse', exact: true }).click();
    const wording = wordingOf({ business, email, perMonth: 4, locale: 'fr' }).sha256;
    expect(pages.posted).toEqual([
      { path: '/post/consent', fields: name === 'accept' ? { wording, accept: 'yes' } : { refuse: 'yes' } },
    ]);
  });
});

test('no script presses a button: an open page posts nothing', async () => {
  const { page } = await pages.open('/fr/pending');
  await page.waitForLoadState('networkidle');
  expect(pages.posted).toEqual([]);
});

test('right after a no there is no button for a yes', async () => {
  const { page } = await pages.open('/fr/refused-just-now');
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('status').textContent()).toContain('à partir de 14:15');
});
