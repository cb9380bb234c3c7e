import type { BesideTold } from '../../../shared/documents/beside-told.ts';
import { facesFor, Lettering } from '../../../shared/documents/lettering.ts';
import type { Locale } from '../../../shared/text.ts';
import { describedPdf } from '../../proof/described-pdf.ts';
import { commandsSection, lawSection, sealSection, timelineSection } from '../../proof/proof-annexes.ts';
import { instants } from '../../proof/proof-dates.ts';
import { proofWords } from '../../proof/proof-words.ts';
import { body, bold, mono, type Piece, Sheets, small } from '../../proof/sheets.ts';
import { requestActs } from '../request-acts.ts';
import type { SignatureProof, SignerProof } from './signature-proof.ts';
import { type SignatureWords, signatureWords } from './signature-words.ts';

/**
 * The evidence file for people ("dossier de preuve"): a PDF of several A4 pages, not sealed yet. The SHA-256 of
 * proof.json is printed in it and stands among its keywords, as `sha256:<hex>`. The same proof gives the same bytes: who
 * verifies draws it again and compares. Whoever changes what is drawn raises `DRAWING`.
 */
export async function renderProof(proof: SignatureProof, proofJsonSha256: string, locale: Locale): Promise<Uint8Array> {
  const words = signatureWords[locale];
  const letters = new Lettering(await facesFor(JSON.stringify(proof)));
  const sheets = new Sheets(letters);
  cover(sheets, letters, proof, words, locale);
  documentsSection(sheets, proof, words, locale);
  sheets.heading(words.parties);
  senderSection(sheets, proof, words, locale);
  for (const signer of proof.signers) signerSection(sheets, signer, words, locale);
  timelineSection(sheets, proof, { acts: requestActs, ...words, parties: partiesOf(proof) }, locale);
  sealSection(sheets, proof, locale);
  commandsSection(sheets, proofJsonSha256, locale);
  lawSection(sheets, proof, locale);
  const pdf = sheets.finish(`${words.title} – ${words.request} ${proof.request.id}`, proofWords[locale].page);
  return describedPdf(pdf, {
    title: `${words.title} – ${proof.documents.original.filename}`,
    subject: `${words.request} ${proof.request.id}`,
    generatedAt: new Date(proof.generatedAt),
    describes: 'proof.json',
    sha256: proofJsonSha256,
    locale,
  });
}

const partiesOf = ({ signers, sender }: SignatureProof): ReadonlyMap<string, string> =>
  new Map([...signers.map(({ id, name }) => [id, name] as const), [sender.userId, sender.name]]);

const plain = (text: string): Piece => ({ text, style: body });
const strong = (text: string): Piece => ({ text, style: bold });
const hash = (text: string): Piece => ({ text, style: mono });
const aside = (text: string): Piece => ({ text, style: small });

function cover(sheets: Sheets, letters: Lettering, proof: SignatureProof, words: SignatureWords, locale: Locale): void {
  sheets.bar();
  sheets.paragraph(words.title, { font: 'Helvetica-Bold', size: 24, ink: 'ink' });
  sheets.paragraph(words.subtitle, { font: 'Helvetica', size: 11.5, ink: 'soft' });
  sheets.space(12);
  const { documents, signers, sender, seal, request } = proof;
  const summary: [string, Piece][] = [
    [words.document, strong(documents.original.filename)],
    [words.signedBy, strong(signers.map(({ name }) => name).join(', '))],
    [words.requestedBy, plain([sender.name, sender.company].filter(Boolean).join(', '))],
    [words.sealedAt, plain(instants(seal.timestamp.at, locale))],
    [words.request, plain(request.id)],
    [words.generatedAt, plain(instants(proof.generatedAt, locale))],
    [words.level, plain(request.level.statement[locale])],
  ];
  for (const [label, value] of summary) sheets.fact(label, value);
  const written = [documents.original.filename, sender.name, sender.company ?? '', ...signers.map(({ name }) => name)];
  if (!written.every((text) => letters.canShow(text))) sheets.paragraph(words.otherLetters, small);
}

function documentsSection(sheets: Sheets, { documents }: SignatureProof, words: SignatureWords, locale: Locale): void {
  sheets.heading(words.documents);
  sheets.paragraph(words.displayedNote);
  sheets.space(5);
  for (const name of ['original', 'displayed', 'sealed'] as const) {
    const file = documents[name];
    sheets.fact(
      words[name],
      strong(file.filename),
      aside(`${words.pages(file.pages)} · ${words.bytes(file.size)} · SHA-256`),
      hash(file.sha256),
    );
  }
  if (documents.original.beside) besidePages(sheets, documents.original.beside, words, locale);
}

/** What the signer was shown with the pages, as any reader could. */
function besidePages(
  sheets: Sheets,
  { layers, attachments, texts }: BesideTold,
  words: SignatureWords,
  locale: Locale,
): void {
  sheets.fact(
    words.beside,
    ...attachments.flatMap(({ name, size, sha256 }) => [
      aside(words.attachment(name, words.bytes(size))),
      hash(sha256),
    ]),
    ...layers.map(({ name, shown }) => aside(words.layer(shown, name))),
    ...texts.map(({ kind, label, text }) =>
      aside(
        `${[words.texts[kind], label].filter(Boolean).join(' ')}${proofWords[locale].colon}${text.replaceAll('\n', ' ')}`,
      ),
    ),
  );
}

function senderSection(sheets: Sheets, { sender }: SignatureProof, words: SignatureWords, locale: Locale): void {
  sheets.subheading(words.sender);
  sheets.fact(words.name, strong(sender.name));
  if (sender.company) sheets.fact(words.company, plain(sender.company));
  sheets.fact(words.email, plain(sender.email));
  sheets.fact(words.userId, plain(sender.userId));
  sheets.fact(words.address, plain(sender.address));
  sheets.fact(words.requestedAt, plain(instants(sender.requestedAt, locale)));
}

function signerSection(sheets: Sheets, signer: SignerProof, words: SignatureWords, locale: Locale): void {
  const { invitation, opened, code, consent } = signer;
  const at = (instant: string) => instants(instant, locale);
  sheets.subheading(`${words.signer} – ${signer.name}`);
  sheets.fact(words.name, strong(signer.name), aside(`${words.supplied} · ${signer.id}`));
  sheets.fact(words.email, plain(signer.email));
  sheets.fact(words.phone, plain(signer.phone));
  const became = [
    invitation.through === 'smtp' && words.throughSender,
    invitation.deliveredAt && `${words.delivered} ${at(invitation.deliveredAt)}`,
    invitation.bouncedAt && `${words.bounced} ${at(invitation.bouncedAt)}`,
  ].filter((part) => typeof part === 'string');
  sheets.fact(
    words.invitation,
    plain(`${at(invitation.sentAt)}, ${words.sentTo(invitation.to)}`),
    ...became.map(plain),
    aside(`${words.messageId} ${invitation.messageId}`),
  );
  if (opened) {
    const reading = [
      opened.address,
      opened.timeZone && `${words.timeZone} ${opened.timeZone}`,
      opened.locale && `${words.language} ${opened.locale}`,
      opened.pagesViewed !== undefined && words.pagesViewed(opened.pagesViewed),
      opened.via === 'link' && opened.pagesViewed === undefined && words.pagesUnknown,
    ].filter(Boolean);
    sheets.fact(
      words.opened,
      plain(at(opened.at)),
      ...(opened.servedAt ? [plain(words.served(at(opened.servedAt)))] : []),
      aside(reading.join(' · ')),
      aside(opened.userAgent),
    );
  }
  sheets.fact(
    words.code,
    plain(`${at(code.sentAt)}, ${words.codeSent(code.maskedPhone, code.codesSent)}`),
    plain(`${at(code.validatedAt)}, ${words.codeValidated(code.attempts)}`),
    aside(`${words.messageId} ${code.messageId}`),
  );
  sheets.fact(words.signedAt, strong(at(signer.signedAt)), aside(signer.address), aside(signer.userAgent));
  sheets.fact(words.consent, plain(at(consent.at)), aside(words.consentVersion(consent.version)), hash(consent.sha256));
  sheets.space(2);
  sheets.box([{ text: consent.text, style: { ...body, size: 9 } }]);
}
