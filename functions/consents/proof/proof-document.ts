import { facesFor, Lettering } from '../../../shared/documents/lettering.ts';
import type { Locale } from '../../../shared/text.ts';
import { describedPdf } from '../../proof/described-pdf.ts';
import { commandsSection, lawSection, sealSection, timelineSection } from '../../proof/proof-annexes.ts';
import { instants } from '../../proof/proof-dates.ts';
import { proofWords } from '../../proof/proof-words.ts';
import { body, bold, Sheets, small } from '../../proof/sheets.ts';
import { consentActs } from '../consent-acts.ts';
import type { ConsentProof } from './consent-proof.ts';
import { consentWords } from './consent-words.ts';
import { decisionSection, recordSection, requestSection } from './receipt.ts';

/**
 * The evidence file for people ("dossier de preuve"), not sealed yet: what the receipt says, and all that happened before
 * and since. The same proof gives the same bytes. Whoever changes what is drawn raises `DRAWING`.
 */
export async function renderProof(proof: ConsentProof, proofJsonSha256: string, locale: Locale): Promise<Uint8Array> {
  const words = consentWords[locale];
  const letters = new Lettering(await facesFor(JSON.stringify(proof)));
  const sheets = new Sheets(letters);
  const { consent, business, seal, generatedAt, request } = proof;
  sheets.bar();
  sheets.paragraph(words.title, { font: 'Helvetica-Bold', size: 24, ink: 'ink' });
  sheets.paragraph(words.subtitle, { font: 'Helvetica', size: 11.5, ink: 'soft' });
  sheets.space(12);
  recordSection(sheets, proof, words);
  sheets.fact(words.sealed, { text: instants(seal.timestamp.at, locale), style: bold });
  sheets.fact(words.generatedAt, { text: instants(generatedAt, locale), style: body });
  if (![consent.email, business].every((text) => letters.canShow(text))) sheets.paragraph(words.otherLetters, small);
  decisionSection(sheets, proof, words, locale);
  if (request) requestSection(sheets, request, words, locale);
  const parties = new Map([[consent.id, consent.email]]);
  timelineSection(sheets, proof, { acts: consentActs, facts: words.facts, actors: words.actors, parties }, locale);
  sealSection(sheets, proof, locale);
  commandsSection(sheets, proofJsonSha256, locale);
  lawSection(sheets, proof, locale);
  const pdf = sheets.finish(`${words.title} – ${words.receiptOf} ${consent.id}`, proofWords[locale].page);
  return describedPdf(pdf, {
    title: `${words.title} – ${consent.email}`,
    subject: `${words.receiptOf} ${consent.id}`,
    generatedAt: new Date(generatedAt),
    describes: 'proof.json',
    sha256: proofJsonSha256,
    locale,
  });
}
