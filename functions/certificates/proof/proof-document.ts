import { facesFor, Lettering } from '../../../shared/documents/lettering.ts';
import type { Locale } from '../../../shared/text.ts';
import { describedPdf } from '../../proof/described-pdf.ts';
import { commandsSection, lawSection, sealSection, timelineSection } from '../../proof/proof-annexes.ts';
import { instants } from '../../proof/proof-dates.ts';
import { proofWords } from '../../proof/proof-words.ts';
import { body, bold, mono, Sheets, small } from '../../proof/sheets.ts';
import { certificateActs } from '../certificate-acts.ts';
import type { CertificateProof } from './certificate-proof.ts';
import { type CertificateWords, certificateWords } from './certificate-words.ts';

/**
 * The evidence file for people ("dossier de preuve"), not sealed yet. The same proof gives the same bytes. Whoever changes
 * what is drawn raises `DRAWING`.
 */
export async function renderProof(
  proof: CertificateProof,
  proofJsonSha256: string,
  locale: Locale,
): Promise<Uint8Array> {
  const words = certificateWords[locale];
  const letters = new Lettering(await facesFor(JSON.stringify(proof)));
  const sheets = new Sheets(letters);
  const { certificate, holder, generatedAt } = proof;
  const name = holder.name ?? words.erased;
  sheets.bar();
  sheets.paragraph(words.title, { font: 'Helvetica-Bold', size: 24, ink: 'ink' });
  sheets.paragraph(words.subtitle, { font: 'Helvetica', size: 11.5, ink: 'soft' });
  sheets.space(12);
  recordSection(sheets, proof, words, locale);
  if (![certificate.name, name, proof.issuer ?? ''].every((text) => letters.canShow(text)))
    sheets.paragraph(words.otherLetters, small);
  actSections(sheets, proof, words, locale);
  const parties = new Map([[certificate.id, name]]);
  timelineSection(sheets, proof, { acts: certificateActs, facts: words.facts, actors: words.actors, parties }, locale);
  sealSection(sheets, proof, locale);
  commandsSection(sheets, proofJsonSha256, locale);
  lawSection(sheets, proof, locale);
  const pdf = sheets.finish(`${words.title} – ${words.certificateOf} ${certificate.id}`, proofWords[locale].page);
  return describedPdf(pdf, {
    title: `${words.title} – ${certificate.name}`,
    subject: `${words.certificateOf} ${certificate.id}`,
    generatedAt: new Date(generatedAt),
    describes: 'proof.json',
    sha256: proofJsonSha256,
    locale,
  });
}

function recordSection(sheets: Sheets, proof: CertificateProof, words: CertificateWords, locale: Locale): void {
  const { certificate, holder, issuer, document, badge, seal, generatedAt } = proof;
  const plain = (label: string, text: string) => sheets.fact(label, { text, style: body });
  sheets.fact(words.status, { text: words.statuses[certificate.status], style: bold });
  sheets.fact(words.name, { text: certificate.name, style: bold });
  sheets.fact(words.holder, { text: holder.name ?? words.erased, style: bold });
  plain(words.email, holder.email ?? words.erased);
  plain(words.issuer, issuer ?? words.erased);
  if (certificate.expiresAt) plain(words.expires, instants(certificate.expiresAt, locale));
  if (certificate.replaces) plain(words.replaces, certificate.replaces);
  plain(words.id, certificate.id);
  sheets.fact(words.document, { text: document.filename, style: body }, { text: document.sha256, style: mono });
  sheets.fact(words.badge, { text: 'badge.jwt', style: body }, { text: badge.sha256, style: mono });
  sheets.fact(words.sealed, { text: instants(seal.timestamp.at, locale), style: bold });
  plain(words.generatedAt, instants(generatedAt, locale));
}

function actSections(
  sheets: Sheets,
  { issue, activation, revocation }: CertificateProof,
  words: CertificateWords,
  locale: Locale,
): void {
  const fact = (label: string, text: string | undefined) => {
    if (text) sheets.fact(label, { text, style: body });
  };
  sheets.heading(words.issue);
  fact(words.when, instants(issue.at, locale));
  fact(words.from, issue.address);
  fact(words.browser, issue.userAgent);
  if (activation) {
    sheets.heading(words.activation);
    fact(words.when, instants(activation.at, locale));
    fact(words.how, words.hows[activation.how]);
    fact(words.from, activation.address);
    fact(words.browser, activation.userAgent);
  }
  if (!revocation) return;
  sheets.heading(words.revocation);
  fact(words.when, instants(revocation.at, locale));
  fact(words.reason, revocation.reason);
  fact(words.replacedBy, revocation.replacedBy);
}
