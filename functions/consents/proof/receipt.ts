import { facesFor, Lettering } from '../../../shared/documents/lettering.ts';
import type { Seal } from '../../../shared/documents/seal-pdf.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import type { Locale } from '../../../shared/text.ts';
import { written } from '../../proof/backed.ts';
import { describedPdf } from '../../proof/described-pdf.ts';
import type { Entry } from '../../proof/ledger.ts';
import { instants } from '../../proof/proof-dates.ts';
import { proofWords } from '../../proof/proof-words.ts';
import { body, bold, mono, type Piece, Sheets, small } from '../../proof/sheets.ts';
import { localeOf, type ReceiptFacts, receiptBacking } from './consent-backing.ts';
import { type ConsentWords, consentWords } from './consent-words.ts';

const plain = (text: string): Piece => ({ text, style: body });
const strong = (text: string): Piece => ({ text, style: bold });
const aside = (text: string): Piece => ({ text, style: small });
const hash = (text: string): Piece => ({ text, style: mono });

/** What the receipt of a chain's last decision says: what the acts up to it do. */
const receiptFacts = (chain: readonly Entry[]): ReceiptFacts => written(receiptBacking(chain)) as ReceiptFacts;

/**
 * The receipt that the recipient is given, with the elements of ISO/IEC TS 27560, not sealed yet: a PDF. The same acts give
 * the same bytes: who verifies draws it again and compares. Whoever changes what is drawn raises `DRAWING`.
 */
export async function renderReceipt(chain: readonly Entry[]): Promise<Uint8Array> {
  const facts = receiptFacts(chain);
  const locale = localeOf(chain);
  const words = consentWords[locale];
  const letters = new Lettering(await facesFor(JSON.stringify(facts)));
  const sheets = new Sheets(letters);
  sheets.bar();
  sheets.paragraph(words.receipt, { font: 'Helvetica-Bold', size: 24, ink: 'ink' });
  sheets.paragraph(words.subtitle, { font: 'Helvetica', size: 11.5, ink: 'soft' });
  sheets.space(12);
  recordSection(sheets, facts, words);
  decisionSection(sheets, facts, words, locale);
  if (facts.request) requestSection(sheets, facts.request, words, locale);
  sheets.space(10);
  sheets.paragraph(words.rights, small);
  if (!letters.canShow(JSON.stringify(facts))) sheets.paragraph(words.otherLetters, small);
  const { id } = facts.consent;
  const pdf = sheets.finish(`${words.receipt} – ${id}`, proofWords[locale].page);
  return describedPdf(pdf, {
    title: `${words.receipt} – ${facts.business}`,
    subject: id,
    generatedAt: new Date(facts.decision.at),
    describes: 'receipt',
    sha256: sha256Hex(new TextEncoder().encode(JSON.stringify(facts))),
    locale,
  });
}

/** Whose consent it is, to whom, for what, and until when. */
export function recordSection(sheets: Sheets, { consent, business, request }: ReceiptFacts, words: ConsentWords): void {
  sheets.fact(words.status, strong(words.statuses[consent.status]));
  sheets.fact(words.email, strong(consent.email));
  sheets.fact(words.business, strong(business), ...(request ? [plain(request.asker)] : []));
  sheets.fact(words.purpose, plain(words.mailings));
  sheets.fact(words.data, plain(words.address));
  sheets.fact(words.basis, plain(words.consent));
  if (consent.status === 'accepted') {
    sheets.fact(words.expiry, plain(words.untilWithdrawn));
    sheets.fact(words.withdrawal, plain(words.howTo));
  } else sheets.fact(words.back, plain(words.howBack));
  sheets.fact(words.id, plain(consent.id));
}

export function decisionSection(
  sheets: Sheets,
  { decision }: Pick<ReceiptFacts, 'decision'>,
  words: ConsentWords,
  locale: Locale,
): void {
  sheets.heading(words.decision);
  sheets.fact(
    words.acts[decision.act],
    strong(instants(decision.at, locale)),
    plain(words.by[decision.by]),
    ...(decision.reason ? [aside(decision.reason)] : []),
  );
  sheets.fact(words.channel, plain(words.channels[decision.channel]));
  sheets.fact(words.from, plain(decision.address));
  sheets.fact(words.browser, aside(decision.userAgent));
  if (decision.wording) wordingBox(sheets, decision.wording, words);
}

export function requestSection(
  sheets: Sheets,
  request: NonNullable<ReceiptFacts['request']>,
  words: ConsentWords,
  locale: Locale,
): void {
  sheets.heading(words.request);
  sheets.fact(words.asked, strong(instants(request.at, locale)));
  sheets.fact(words.asker, plain([request.asker, request.company].filter(Boolean).join(', ')));
  sheets.fact(words.ground, plain(words.grounds[request.ground]), aside(words.groundFrom[request.groundFrom]));
  sheets.fact(words.from, plain(request.address));
  wordingBox(sheets, request.wording, words);
}

function wordingBox(
  sheets: Sheets,
  { text, version, sha256 }: NonNullable<ReceiptFacts['request']>['wording'],
  words: ConsentWords,
): void {
  sheets.fact(words.wording, aside(words.version(version)), hash(sha256));
  sheets.space(2);
  sheets.box([{ text, style: { ...body, size: 9 } }]);
}

/** What the sheet says that the seal adds to a receipt. */
export function receiptMark(chain: readonly Entry[]): Pick<Seal, 'mark' | 'reason' | 'signerName'> {
  const { consent, business, decision } = receiptFacts(chain);
  const locale = localeOf(chain);
  const words = consentWords[locale];
  return {
    signerName: consent.email,
    reason: `${words.receiptOf} ${consent.id}`,
    mark: {
      title: words.receipt,
      requestId: consent.id,
      locale,
      lines: [`${words.business}${proofWords[locale].colon}${business}`],
      blocks: [{ name: consent.email, lines: [`${words.acts[decision.act]}, ${instants(decision.at, locale)}`] }],
    },
  };
}
