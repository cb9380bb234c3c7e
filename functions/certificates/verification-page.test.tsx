import { expect, test } from 'vitest';
import { type Locale, say } from '../../shared/text.ts';
import { BRAND } from '../../test/brand.ts';
import { checkPages, type Samples, site } from '../../test/pages.ts';
import type { VerificationResult } from './verification.ts';
import { CHECKS } from './verification-checks.ts';
import { VerificationPage, type VerificationPageProps } from './verification-page.tsx';

const BADGE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1" fill="#1c5a48"/></svg>')}`;
const TEXTS = {
  seal: say(
    'Le PDF est scellé et horodaté le 3 mars 2027, 14:05 (UTC+1) ; il n’a pas changé depuis.',
    'The PDF was sealed and time-stamped on 3 March 2027, 14:05 (UTC+1); it has not changed since.',
  ),
  badge: say(
    'Le badge (Open Badge 3.0) est signé par la clé que les actes nomment, et dit ce que dit le certificat.',
    'The badge (Open Badge 3.0) is signed by the key that the acts name, and says what the certificate says.',
  ),
  status: say('La liste publique des révoqués ne le porte pas.', 'The public list of revoked ones does not have it.'),
  ledger: say(
    'La chaîne des 3 actes est intacte : aucun n’a été changé, ôté ni ajouté.',
    'The chain of 3 acts is intact: none was changed, removed or added.',
  ),
};
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
      checks={CHECKS.map((name) => ({ name, outcome: 'passed', text: TEXTS[name][locale] }))}
      badge={{ credential: '/badge', png: '/badge.png', svg: BADGE }}
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
  '/broken': page('broken', {
    checks: [{ name: 'status', outcome: 'failed', text: 'la liste publique des révoqués dit autre chose que nous' }],
  }),
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
  expect(await heading('broken')).toBe('Ce certificat ne se vérifie pas');
  expect(await heading('unknown')).toBe('Ce certificat est inconnu');
});
