import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../shared/text.ts';
import { renderMail, type TemplateName, templates } from './index.ts';

const LINK = 'https://guichet.example/sign/4kX0?a=1&b=2';
const invitation = {
  signerName: 'Zoé Lefèvre',
  senderName: 'Camille Durand',
  senderCompany: 'Durand & fils',
  documentName: 'Devis n° 12 — été',
  link: LINK,
};
const completed = {
  signerName: 'Zoé Lefèvre',
  senderName: 'Durand & fils',
  documentName: 'Devis n° 12 — été',
  link: LINK,
  requestId: 'sig_01k0',
};
const samples: Record<TemplateName, Record<string, string>> = {
  'account-activation': { firstName: 'Camille', link: LINK },
  'account-exists': { firstName: 'Camille' },
  'signature-invitation': invitation,
  'signature-completed': completed,
};
const names = Object.keys(samples) as TemplateName[];

/** The text of the links of an HTML part, by address. */
const links = (html: string): [string, string][] =>
  [...html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].map(([, href = '', label = '']) => [
    href.replaceAll('&amp;', '&'),
    label,
  ]);

describe('wording', () => {
  test.each([
    ['signature-invitation', 'fr', 'Lire et signer le document'],
    ['signature-invitation', 'en', 'Read and sign the document'],
    ['signature-completed', 'fr', 'Télécharger le document scellé'],
    ['signature-completed', 'en', 'Download the sealed document'],
    ['account-activation', 'fr', 'Activer mon compte'],
    ['account-activation', 'en', 'Activate my account'],
  ] as const)('%s in %s has one button, « %s », and its address in the plain text', (name, locale, label) => {
    const { html, text } = renderMail(name, samples[name], locale);
    expect(links(html)).toContainEqual([LINK, label]);
    expect(links(html).every(([href]) => href === LINK)).toBe(true);
    expect(text).toContain(`\n\n${label}\n${LINK}\n`);
  });

  test('an invitation says who asks, for which document, and quotes the sender', () => {
    const { subject, html, text } = renderMail(
      'signature-invitation',
      { ...invitation, message: 'Bonjour,\nà jeudi.' },
      'fr',
    );
    expect(subject).toBe('Durand & fils vous demande de signer «\u00a0Devis n° 12 — été\u00a0»');
    expect(html).toContain('Camille Durand (Durand &amp; fils) vous demande de lire et de signer');
    expect(html).toContain('Bonjour,<br/>à jeudi.');
    expect(text).toContain('> Bonjour,\n> à jeudi.');
  });

  test('a confirmation says until when its link works, and only if it stops', () => {
    const until = renderMail('signature-completed', { ...completed, expiresAt: '2027-03-03T13:05:00Z' }, 'fr');
    expect(until.text).toContain('jusqu’au 3 mars 2027');
    expect(until.html).toContain('jusqu’au 3 mars 2027');
    expect(renderMail('signature-completed', completed, 'fr').text).not.toContain('jusqu’au');
  });

  test('who has an account already is told without a link', () => {
    const { subject, html } = renderMail('account-exists', {}, 'fr');
    expect(subject).toBe('Vous avez déjà un compte Guichet');
    expect(links(html)).toEqual([]);
    expect(html).toContain('Bonjour,');
  });

  test.each(names)('%s is written in both languages, and names its secret links', (name) => {
    const [fr, en] = LOCALES.map((locale) => renderMail(name, samples[name], locale));
    expect(fr?.subject).not.toBe(en?.subject);
    expect(fr?.html).toContain('<html lang="fr">');
    expect(en?.html).toContain('<html lang="en">');
    expect(templates[name].secrets).toEqual('link' in samples[name] ? ['link'] : []);
  });
});

describe('hostile values', () => {
  test('a message is text, whatever it holds', () => {
    const message = '<script>alert(1)</script>\n"><img src=x onerror=alert(1)>';
    const { html } = renderMail('signature-invitation', { ...invitation, message }, 'fr');
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br/>');
  });

  test('a link that is not a web address is refused', () => {
    expect(() => renderMail('account-activation', { firstName: 'A', link: 'javascript:alert(1)' }, 'fr')).toThrow();
  });

  test('a field that the mail does not know is refused', () => {
    expect(() => renderMail('account-exists', { firstName: 'A', html: '<p>' }, 'fr')).toThrow();
  });

  test('no name can add a header or an element', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('\r', '\n', '\u2028', '\0', '<', '>', '"', '&', "'", 'é', ':', ' '),
    });
    fc.assert(
      fc.property(nasty, nasty, fc.constantFrom(...LOCALES), (senderName, documentName, locale) => {
        for (const name of ['signature-invitation', 'signature-completed'] as const) {
          const calm = { ...samples[name], senderCompany: undefined, senderName: 'x', documentName: 'x' };
          const { senderCompany: _, ...plainData } = calm;
          const { subject, html } = renderMail(name, { ...plainData, senderName, documentName }, locale);
          expect(subject).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
          const elements = (markup: string) => markup.match(/<[a-z!/]/gi)?.length;
          expect(elements(html)).toBe(elements(renderMail(name, plainData, locale).html));
        }
      }),
    );
  });

  test('a very long document name is cut in the subject, not in the mail', () => {
    const documentName = 'é'.repeat(1_000);
    const { subject, text } = renderMail('signature-completed', { ...completed, documentName }, 'fr');
    expect(subject.length).toBeLessThan(200);
    expect(subject).toMatch(/…$/);
    expect(text).toContain(documentName);
  });
});
