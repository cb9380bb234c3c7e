import { expect, test } from 'vitest';
import type { Locale } from '../../shared/text.ts';
import { say } from '../../shared/text.ts';
import { BRAND } from '../../test/brand.ts';
import { checkPages, type Samples, site } from '../../test/pages.ts';
import { epcPicture } from '../payments/epc-qr.ts';
import { EmailSentPage } from './email-sent-page.tsx';
import { BUTTON } from './order-form.ts';
import { OrderFormPage, type OrderFormPageProps } from './order-form-page.tsx';
import { OrderPage, type OrderPageProps } from './order-page.tsx';
import { type OrderStatus, orderStates } from './order-states.ts';
import { SaleOverPage } from './sale-over-page.tsx';
import { WithdrawalPage, type WithdrawalPageProps } from './withdrawal-page.tsx';

const title = 'Le guide de la pose, édition revue et considérablement augmentée';
const email = 'anne-marie.lefevre-dubois@une-adresse-longue.exemple.fr';
const seller = ['Éditions Durand, SARL', '12 rue des Lilas, 69003 Lyon, FR', 'contact@durand.example'];
const recap = ['RF79 1234 5678 9002', `${title} × 1`, 'Total TTC : 19,90 €', 'dont TVA 5,5 % : 1,04 €'];
const picture = epcPicture({
  holder: 'Éditions Durand',
  iban: 'BE71096123456769',
  cents: 1990,
  rf: 'RF79123456789002',
});

const form =
  (more: Partial<OrderFormPageProps> = {}) =>
  (locale: Locale) => (
    <OrderFormPage
      {...{ locale, brand: BRAND, title, email, recap, seller, typed: {}, faults: {}, shown: 'abc' }}
      action="/post/order"
      rights="Vous avez quatorze jours pour renoncer au contrat."
      button={BUTTON.bound[locale]}
      asksQuantity={5}
      asksAddress
      countries={[{ code: 'FR', name: 'France · livraison 3,50 €' }]}
      fields={[
        { name: 'company', label: 'Société', kind: 'text', isMandatory: true, purpose: 'Pour établir le badge.' },
        {
          name: 'slot',
          label: 'Quand',
          kind: 'choice',
          isMandatory: false,
          purpose: 'Pour vous placer.',
          choices: ['Matin', 'Soir'],
        },
        { name: 'diet', label: 'Sans viande', kind: 'checkbox', isMandatory: false, purpose: 'Pour le repas.' },
      ]}
      termsUrl="https://www.durand.example/conditions"
      asksTerms
      asksToBegin
      asksList
      methods={['card', 'transfer']}
      {...more}
    />
  );
const shown =
  (status: OrderStatus, more: Partial<OrderPageProps> = {}) =>
  (locale: Locale) => (
    <OrderPage
      {...{ locale, brand: BRAND, status, title, recap, seller, isTest: true, downloads: [], tickets: [] }}
      rights={['Vous avez quatorze jours pour renoncer au contrat.']}
      contact="contact@durand.example"
      downloadAction="/post/download"
      {...more}
    />
  );
const withdrawal =
  (more: Partial<WithdrawalPageProps> = {}) =>
  (locale: Locale) => (
    <WithdrawalPage
      {...{ locale, brand: BRAND, email, name: 'Anne Martin', contract: title, isConfirming: false }}
      rights={['Vous avez quatorze jours.']}
      action="/post/withdrawal"
      back="/order"
      {...more}
    />
  );

const samples: Samples = {
  ...Object.fromEntries(
    orderStates.names.filter((name) => name !== 'started').map((name) => [`/order-${name}`, shown(name)]),
  ),
  '/form': form(),
  '/form-faults': form({
    faults: { name: say('Donnez votre nom.', 'Give your name.'), terms: say('Acceptez.', 'Accept.') },
  }),
  '/paying': shown('awaiting-payment', { payAction: '/post/pay', isUnreachable: true }),
  '/transfer': shown('awaiting-payment', {
    transfer: {
      lines: ['Montant : 19,90 €', 'IBAN : BE71 0961 2345 6769'],
      picture,
      until: new Date('2027-03-15T00:00:00Z'),
    },
  }),
  '/delivered': shown('confirmed', {
    downloads: [
      { id: 'd1', name: 'guide.pdf', left: 4, isOver: false },
      { id: 'd2', name: 'plan.pdf', left: 0, isOver: true },
    ],
    tickets: [{ code: 'K7M2Q9X4T6WB-1-R8P3H5NC', picture }],
    withdrawal: { page: '/withdrawal' },
  }),
  '/withdrawal': withdrawal(),
  '/withdrawal-confirm': withdrawal({ isConfirming: true, action: '/post/confirm' }),
  '/sent': (locale) => <EmailSentPage {...{ locale, brand: BRAND, email, title }} back="/shop" />,
  '/over': (locale) => (
    <SaleOverPage {...{ locale, brand: BRAND, title, state: 'over' }} ended={new Date('2027-03-15T00:00:00Z')} />
  ),
};
const pages = site(samples);
checkPages(pages, samples);

test('without script, the form sends what was typed, its boxes unticked; a download is a press, never a link', async () => {
  const { page } = await pages.open('/fr/form', { javaScriptEnabled: false });
  await page.getByLabel('Nom et prénom').fill('Anne Martin');
  await page.getByLabel('Par virement bancaire').check();
  await page.getByRole('button', { name: 'Commander avec obligation de paiement' }).click();
  expect(pages.posted[0]?.fields).toMatchObject({ shown: 'abc', name: 'Anne Martin', method: 'transfer' });
  expect(Object.keys(pages.posted[0]?.fields ?? {})).not.toEqual(expect.arrayContaining(['beginsAtOnce']));
  const delivered = await pages.open('/fr/delivered', { javaScriptEnabled: false });
  await delivered.page.getByRole('button', { name: 'Télécharger : guide.pdf' }).click();
  expect(pages.posted.at(-1)).toEqual({ path: '/post/download', fields: { document: 'd1' } });
});
