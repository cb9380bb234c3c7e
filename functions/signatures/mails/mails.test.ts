import { describe, expect, test } from 'vitest';
import { BRAND } from '../../../test/brand.ts';
import { write as writeCompleted } from './signature-completed.tsx';
import { write as writeInvitation } from './signature-invitation.tsx';

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

describe('an invitation', () => {
  test.each([
    ['fr', 'Lire et signer le document'],
    ['en', 'Read and sign the document'],
  ] as const)('has one button in %s, « %s », and its address in the plain text', (locale, label) => {
    const { html, text } = writeInvitation(invitation, locale, BRAND);
    expect(html).toMatch(new RegExp(`<a href="[^"]*4kX0[^"]*"[^>]*>${label}</a>`));
    expect(text).toContain(`\n\n${label}\n${LINK}\n`);
  });

  test('says who asks, for which document, and quotes the sender', () => {
    const { subject, html, text } = writeInvitation({ ...invitation, message: 'Bonjour,\nà jeudi.' }, 'fr', BRAND);
    expect(subject).toBe('Durand & fils vous demande de signer «\u00a0Devis n° 12 — été\u00a0»');
    expect(html).toContain('Camille Durand (Durand &amp; fils) vous demande de lire et de signer');
    expect(html).toContain('Bonjour,<br/>à jeudi.');
    expect(text).toContain('> Bonjour,\n> à jeudi.');
  });

  test('says until when it can be signed, and only if that is set', () => {
    const until = writeInvitation({ ...invitation, expiresAt: '2027-03-03T13:05:00Z' }, 'fr', BRAND);
    for (const part of [until.html, until.text]) expect(part).toContain('À signer avant le 3 mars 2027');
    expect(writeInvitation(invitation, 'fr', BRAND).text).not.toContain('avant le');
  });

  test('holds a message as text, whatever it is', () => {
    const message = '<script>alert(1)</script>\n"><img src=x onerror=alert(1)>';
    const { html } = writeInvitation({ ...invitation, message }, 'fr', BRAND);
    expect(html).not.toMatch(/<script|<img src=x/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br/>');
  });
});

describe('a confirmation', () => {
  test.each([
    ['fr', 'Télécharger le document scellé'],
    ['en', 'Download the sealed document'],
  ] as const)('has one button in %s, « %s », and its address in the plain text', (locale, label) => {
    expect(writeCompleted(completed, locale, BRAND).text).toContain(`\n\n${label}\n${LINK}\n`);
  });

  test('says until when its link works, and only if it stops', () => {
    const until = writeCompleted({ ...completed, expiresAt: '2027-03-03T13:05:00Z' }, 'fr', BRAND);
    expect(until.text).toContain('jusqu’au 3 mars 2027');
    expect(until.html).toContain('jusqu’au 3 mars 2027');
    expect(writeCompleted(completed, 'fr', BRAND).text).not.toContain('jusqu’au');
  });

  test('has a very long document name cut in its subject, not in its text', () => {
    const documentName = 'é'.repeat(1_000);
    const { subject, text } = writeCompleted({ ...completed, documentName }, 'fr', BRAND);
    expect(subject.length).toBeLessThan(200);
    expect(subject).toMatch(/…$/);
    expect(text).toContain(documentName);
  });
});
