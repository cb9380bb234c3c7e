import { expect, test } from 'vitest';
import type { Locale } from '../../shared/text.ts';
import { BRAND } from '../../test/brand.ts';
import { checkPages, type Samples, site } from '../../test/pages.ts';
import type { VerificationResult } from './verification.ts';
import { VerificationPage, type VerificationPageProps } from './verification-page.tsx';

const id = 'crt_01kb3qbk9z2b5d8f1j3m6p9rvy';
const page =
  (result: VerificationResult, more: Partial<VerificationPageProps> = {}) =>
  (locale: Locale) => (
    <VerificationPage
      {...{ locale, brand: BRAND, result, id, holder: 'Zoé Lefèvre-Œuvrard', issuer: BRAND.name }}
      certificate="Ramonage des conduits de fumée et entretien des appareils, niveau 1"
      issuedAt="2027-03-01T10:00:00Z"
      sha256={'9f86d081'.repeat(8)}
      acts={{ count: 3, head: '0123456789ab'.repeat(5) }}
      action="/post/verify"
      {...more}
    />
  );

const samples: Samples = {
  '/valid': page('valid', { expiresAt: '2029-03-01T10:00:00Z', file: 'same' }),
  '/revoked': page('revoked', {
    revokedAt: '2027-04-01T10:00:00Z',
    reason: 'Nom mal écrit',
    replacedBy: `/verify/${id}`,
    file: 'other',
  }),
  '/expired': page('expired', { expiresAt: '2027-03-01T10:00:00Z' }),
  '/unknown': (locale) => <VerificationPage {...{ locale, id: 'crt_x', result: 'unknown', action: '/post/verify' }} />,
};

const pages = site(samples);
checkPages(pages, samples);
test('each says in its heading what the certificate is worth', async () => {
  const heading = async (path: string) => {
    const { page } = await pages.open(`/fr/${path}`, { javaScriptEnabled: false });
    return page.getByRole('heading', { level: 1 }).textContent();
  };
  expect(await heading('valid')).toBe('Ce certificat est valable');
  expect(await heading('revoked')).toBe('Ce certificat est révoqué');
  expect(await heading('unknown')).toBe('Ce certificat est inconnu');
});
