import { PDF } from '@libpdf/core';
import { describe, expect, test } from 'vitest';
import { inspectPdf } from '../../../shared/documents/inspect-pdf.ts';
import { sampleParts } from '../../../test/proof-samples.ts';
import { retentionOf } from '../../proof/retention.ts';
import { legalNoticeFor } from './legal-notice.ts';
import { renderProof } from './proof-document.ts';
import { DRAWING, KIND, type SignatureFacts, type SignatureProof, signatureProofSchema } from './signature-proof.ts';

const hash = 'a'.repeat(64);
const proofOf = (facts: SignatureFacts): SignatureProof =>
  signatureProofSchema.parse({
    version: '1',
    kind: KIND,
    drawing: DRAWING,
    ...facts,
    legalNotice: legalNoticeFor(facts.signers),
    files: {
      'original.pdf': hash,
      'sealed.pdf': hash,
      'certificates.pem': hash,
      'timestamp.tst': hash,
      'LISEZMOI.txt': hash,
    },
  });

/** The text of each page, its lines joined. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const pages = (await PDF.load(pdf)).getPages();
  return pages.map((page) => page.extractText().text.replace(/\s+/g, ' '));
}

const { proof: facts } = await sampleParts({ names: ['Zoë Łukasiewicz', 'Åse Ørsted'] });
const proof = proofOf(facts);

describe('the evidence for people', () => {
  test('says who, what, when and how, with accents', async () => {
    const text = (await pagesOf(await renderProof(proof, hash, 'fr'))).join(' ');
    for (const said of [
      'Dossier de preuve',
      'Zoë Łukasiewicz',
      'Åse Ørsted',
      'Menuiserie Lefèvre & Fils',
      facts.documents.original.sha256,
      facts.documents.sealed.sha256,
      '21/11/2026 22:35:25 UTC (23:35:25 Paris)',
      '+33 6 •• •• •• 70',
      'validé au premier essai',
      'Consentement et signature',
      facts.seal.certificate.fingerprint,
      facts.seal.timestamp.authority,
      'pdfsig sealed.pdf',
      'Ce n’est ni une signature avancée',
      hash,
    ]) {
      expect(text).toContain(said);
    }
    expect(text).toContain('je consens à le signer électroniquement');
  });

  test('says of an invitation that the sender’s own mail server carried it', async () => {
    const { proof: through } = await sampleParts({ through: 'smtp' });
    const text = (await pagesOf(await renderProof(proofOf(through), hash, 'fr'))).join(' ');
    expect(text).toContain('par le serveur d’e-mail de l’expéditeur, qui pouvait la lire');
    expect(text).toContain('n’est établi que si l’on se fie à ce serveur');
    const ours = (await pagesOf(await renderProof(proof, hash, 'fr'))).join(' ');
    expect(ours).not.toContain('serveur d’e-mail');
  });

  test.each([
    ['governance', /Seul un administrateur .* pourrait lever ce verrou/],
    ['compliance', /Personne ne peut lever ce verrou/],
  ] as const)('says how long it is kept, and who could shorten that: %s', async (lock, who) => {
    const facts = { ...proof, retention: retentionOf(new Date('2026-11-21T22:44:00Z'), 3, lock) };
    const text = (await pagesOf(await renderProof(facts, hash, 'fr'))).join(' ');
    expect(text).toContain('21/11/2029');
    expect(text).toContain('conservés 3 ans');
    expect(text).toMatch(who);
  });

  test('speaks English when asked to', async () => {
    const text = (await pagesOf(await renderProof(proof, hash, 'en'))).join(' ');
    expect(text).toContain('Evidence file');
    expect(text).toContain('It is neither an advanced');
    expect(text).not.toContain('Dossier de preuve');
  });

  test('bears the fingerprint of proof.json where programs find it', async () => {
    const pdf = await PDF.load(await renderProof(proof, hash, 'fr'));
    expect(pdf.getKeywords()).toContain(`sha256:${hash}`);
    expect(pdf.getLanguage()).toBe('fr');
  });

  test('shows every act of a long chain, numbered pages, and is a sound PDF', async () => {
    const { proof: long } = await sampleParts({ names: Array.from({ length: 5 }, (_, i) => `Nom ${i}`), refusals: 12 });
    expect(long.chain.length).toBeGreaterThan(60);
    const pdf = await renderProof(proofOf(long), hash, 'fr');
    const pages = await pagesOf(pdf);
    const text = pages.join(' ');
    for (const { hash: fingerprint } of long.chain) expect(text).toContain(fingerprint.slice(0, 12));
    pages.forEach((page, i) => {
      expect(page).toContain(`Page ${i + 1} sur ${pages.length}`);
    });
    expect(await inspectPdf(pdf)).toEqual({ ok: true, pages: pages.length });
  });

  test('says what was erased instead of leaving it out', async () => {
    const chain = facts.chain.map(({ clear: _, ...entry }) => entry);
    const text = (await pagesOf(await renderProof(proofOf({ ...facts, chain }), hash, 'fr'))).join(' ');
    expect(text).toMatch(/nom\s: effacé/);
  });

  test('takes whatever people and browsers write: endless words, odd characters, many lines', async () => {
    const strange = '𝕿 (\\) \u0000\t中文 مرحبا 🎉 “”‹›  ';
    const signers = facts.signers.map((signer) => ({
      ...signer,
      name: `${strange}${'Wolfeschlegelsteinhausenbergerdorff'.repeat(20)}`,
      userAgent: `${'x'.repeat(3000)} ${strange}`,
      consent: {
        ...signer.consent,
        text: `${'Une clause assez longue pour faire une ligne.\n'.repeat(120)}${strange}`,
      },
    }));
    const pdf = await renderProof(proofOf({ ...facts, signers }), hash, 'fr');
    expect(await inspectPdf(pdf)).toMatchObject({ ok: true });
    const text = (await pagesOf(pdf)).join(' ');
    expect(text.match(/Une clause assez longue/g)).toHaveLength(120 * signers.length);
  });
});
