import { expect, test } from 'vitest';
import type { Locale } from '../../../shared/text.ts';
import { BRAND } from '../../../test/brand.ts';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import type { Business } from '../../accounts/business.ts';
import { articles } from '../article.ts';
import { saleActions } from '../sale-action.ts';
import { SalePage, type SalePageProps } from './page.tsx';

const AT = '2026-11-28T10:00:00.000Z';
const business: Business = {
  of: 'business',
  legalName: 'Durand & fils',
  legalForm: 'SARL',
  companyNumber: '732829320',
  vatNumber: 'FR44732829320',
  vatExempt: false,
  address: { street: '12 rue des Lilas', postalCode: '69003', city: 'Lyon', country: 'FR' },
  email: 'contact@durand-menuiserie.fr',
  phone: '+33478000000',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  legalLinks: {
    terms: 'https://www.durand-menuiserie.fr/#LG#/conditions',
    privacy: 'https://www.durand-menuiserie.fr/#LG#/vie-privee',
  },
  mediator: { name: 'CM2C', url: 'https://www.cm2c.net', address: '49 rue de Ponthieu\n75008 Paris' },
  version: 1,
};

const book = (language: Locale, more: object = {}) =>
  articles.schema.parse({
    ...{ id: 'art_1', name: 'interne', title: 'Le guide de la pose <script>alert(1)</script>', type: 'book', language },
    description: { label: 'Description', text: 'Tout ce qu’il faut savoir.\n\n- Mesurer\n- Tracer\n- Poser' },
    tabs: [{ label: 'Sommaire', text: 'Un chapitre par porte,\net une annexe.' }],
    reviews: [{ author: 'Luc Bernard', text: 'Clair et utile.', rating: 5 }],
    book: { author: 'Anne Martin', publisher: 'Éditions du Copeau', isbn: '978-2-07-036002-4', pages: 192 },
    safety: { name: 'Éditions du Copeau', address: '3 quai Sud, Mâcon', contact: 'contact@copeau.exemple.fr' },
    ...{ isShipped: true, saleActions: 1, createdAt: AT, updatedAt: AT, version: 1 },
    ...more,
  });
const sale = (more: object = {}) =>
  saleActions.schema.parse({
    ...{ id: 'sac_1', articleId: 'art_1', name: 'interne', design: 'classic', slug: 'guide', closed: false },
    price: { amount: 1990, currency: 'EUR', vat: 'included', vatRate: 5.5, abroad: [] },
    shipping: { restOfWorld: null, countries: [{ country: 'FR', amount: 300 }], days: 5 },
    ...{ mostPerOrder: 1, extraFields: [], asksTerms: true, telegram: false, capacity: 9, left: 3, held: 0, sold: 6 },
    ...{ hasSold: true, formerSlugs: [], createdAt: AT, updatedAt: AT, version: 1 },
    ...more,
  });

const props = (locale: Locale, more: Partial<SalePageProps> = {}): SalePageProps => ({
  article: book(locale),
  action: sale(),
  state: 'on-sale',
  brand: BRAND,
  business,
  url: 'https://guichet.exemple.fr/post/durand/guide',
  ...more,
});
const PLACE = {
  venue: 'Atelier Durand',
  address: '12 rue des Lilas, Lyon',
  country: 'FR',
  startsAt: { at: '2027-03-28T09:30', timeZone: 'Europe/Paris' },
};

const samples: Samples = {
  '/sale': (locale) => <SalePage {...props(locale)} />,
  '/sale/free': (locale) => (
    <SalePage
      {...props(locale, {
        article: book(locale, { type: 'digital', book: undefined, isShipped: false, safety: undefined, reviews: [] }),
        action: sale({ price: undefined, shipping: undefined, design: 'poster', capacity: undefined, left: undefined }),
      })}
    />
  ),
  '/sale/later': (locale) => (
    <SalePage
      {...props(locale, {
        article: book(locale, { type: 'place', book: undefined, place: PLACE, isShipped: false, safety: undefined }),
        action: sale({
          opensAt: { at: '2026-12-01T10:00', timeZone: 'Europe/Paris' },
          shipping: undefined,
          design: 'plain',
        }),
        state: 'not-yet',
      })}
    />
  ),
};
const pages = site(samples);
checkPages(pages, samples);

test('a sale tells its price with VAT, delivery, rights and seller; it posts the address and nothing else', async () => {
  const { page, refused } = await pages.open('/fr/sale');
  const text = ((await page.locator('main').textContent()) ?? '').replace(/\s/g, ' ');
  for (const words of [
    '19,90 € TTC, dont TVA 5,5 %',
    'France : 3,00 €',
    'Autres pays : pas de livraison',
    'quatorze jours',
    'Garantie légale de conformité',
    'Éditions du Copeau, 3 quai Sud, Mâcon',
    'SARL',
    'SIREN 732 829 320',
    'Médiateur de la consommation : CM2C',
    'Il en reste 3.',
    '<script>alert(1)</script>',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('interne');
  expect(await page.getByRole('link', { name: 'Conditions générales' }).getAttribute('href')).toBe(
    'https://www.durand-menuiserie.fr/FR/conditions',
  );
  await page.getByLabel('Votre adresse e-mail').fill('anne@exemple.fr');
  await page.getByRole('button', { name: 'Continuer' }).press('Enter');
  await page.waitForURL(/checkout/);
  expect(pages.posted.at(-1)).toEqual({ path: '/post/durand/guide/checkout', fields: { email: 'anne@exemple.fr' } });
  expect(refused.filter((message) => /Content Security/.test(message))).toEqual([]);
});

test('what is shared of it says what it is, and searches can read it', () => {
  const html = String(SalePage(props('fr')));
  expect(html).toContain(
    '<meta property="og:title" content="Le guide de la pose &lt;script&gt;alert(1)&lt;/script&gt;"',
  );
  expect(html).not.toContain('noindex');
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  expect(JSON.parse(json)).toMatchObject({
    '@type': 'Book',
    isbn: '9782070360024',
    offers: { price: '19.90', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
  });
  expect(String(SalePage(props('fr', { state: 'over' })))).toContain('noindex');
});
