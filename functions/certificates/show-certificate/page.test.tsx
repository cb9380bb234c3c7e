import { expect, test } from 'vitest';
import type { Locale } from '../../../shared/text.ts';
import { BRAND } from '../../../test/brand.ts';
import { checkPages, type Samples, site } from '../../../test/pages.ts';
import type { CertificateStatus } from '../certificate-states.ts';
import { CertificatePage, type CertificatePageProps } from './page.tsx';

/** A picture that pages may show without a server. */
const BADGE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1" fill="#1c5a48"/></svg>')}`;

const page =
  (status: CertificateStatus, more: Partial<CertificatePageProps> = {}) =>
  (locale: Locale) => (
    <CertificatePage
      {...{ locale, brand: BRAND, status, id: 'crt_01kb3qbk9z2b5d8f1j3m6p9rvy', holder: 'Zoé Lefèvre-Œuvrard' }}
      {...{ isExpired: false, isReplacement: false, issuedAt: '2027-03-01T10:00:00Z' }}
      name="Ramonage des conduits de fumée et entretien des appareils, niveau 1"
      verifyUrl="https://guichet.example/verify/crt_01kb3qbk9z2b5d8f1j3m6p9rvy"
      action="/post/certificate"
      file="/file"
      proof="/proof"
      {...more}
    />
  );

const samples: Samples = {
  '/issued': page('issued', { expiresAt: '2029-03-01T10:00:00Z' }),
  '/activated': page('activated', { isReplacement: true, badge: { png: '/badge.png', svg: BADGE } }),
  '/revoked': page('revoked', { reason: 'Nom mal écrit', expiresAt: '2027-03-01T10:00:00Z', isExpired: true }),
  '/issuing': page('issuing'),
};
const pages = site(samples);
checkPages(pages, samples);

test('without script one button activates, and an open page posts nothing', async () => {
  const { page } = await pages.open('/fr/issued', { javaScriptEnabled: false });
  expect(pages.posted).toEqual([]);
  await page.getByRole('button', { name: 'Activer mon certificat' }).click();
  expect(pages.posted).toEqual([{ path: '/post/certificate', fields: {} }]);
});

test('what is activated is downloaded and shared; what is revoked is neither', async () => {
  const { page } = await pages.open('/en/activated', { javaScriptEnabled: false });
  expect(await page.getByRole('link', { name: /LinkedIn/ }).getAttribute('href')).toContain(
    'certUrl=https%3A%2F%2Fguichet',
  );
  expect(await page.getByRole('link', { name: 'Download the badge' }).getAttribute('href')).toBe('/badge.png');
  const { page: revoked } = await pages.open('/fr/revoked', { javaScriptEnabled: false });
  expect(await revoked.getByRole('link', { name: /Télécharger/ }).count()).toBe(0);
  expect(await revoked.getByText('Nom mal écrit').count()).toBe(1);
});
