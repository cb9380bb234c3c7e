import type { Locale } from '../../shared/text.ts';
import type { AnyActs } from './acts.ts';
import type { ActorKind, Entry } from './ledger.ts';
import { inBothZones, instants } from './proof-dates.ts';
import { type ProofWords, proofWords } from './proof-words.ts';
import type { SealedProof } from './sealed-proof.ts';
import { body, bold, inner, mono, type Sheets, type Style, small } from './sheets.ts';

const columns = { number: 20, when: 104, act: 112, facts: 176, hash: inner - 412 };
const cell: Style = { ...body, size: 8 };
const tiny: Style = { ...small, size: 7 };
const tinyMono: Style = { ...mono, size: 6.6 };

/** How an area tells its acts. */
export interface Telling {
  acts: AnyActs;
  /** Names of facts, as far as they have one. */
  facts: Readonly<Record<string, string | undefined>>;
  actors: Readonly<Partial<Record<ActorKind, string>>>;
  /** Names of those who act, or about whom an act is, by id. */
  parties: ReadonlyMap<string, string>;
}

/** The acts, one row each. */
export function timelineSection(
  sheets: Sheets,
  { chain }: Pick<SealedProof, 'chain'>,
  told: Telling,
  locale: Locale,
): void {
  const words = proofWords[locale];
  sheets.heading(words.timeline);
  sheets.paragraph(words.timelineNote);
  sheets.space(6);
  const title: Style = { ...small, font: 'Helvetica-Bold' };
  const head = () => {
    sheets.row([
      { width: columns.number, pieces: [{ text: '#', style: title }] },
      { width: columns.when, pieces: [{ text: words.when, style: title }] },
      { width: columns.act, pieces: [{ text: words.act, style: title }] },
      { width: columns.facts, pieces: [{ text: words.recorded, style: title }] },
      { width: columns.hash, pieces: [{ text: words.hash, style: title }] },
    ]);
    sheets.space(2);
    sheets.rule();
    sheets.space(4);
  };
  head();
  for (const entry of chain) {
    const [utc, paris] = inBothZones(entry.at, locale);
    const cells = [
      { width: columns.number, pieces: [{ text: String(entry.sequence), style: cell }] },
      {
        width: columns.when,
        pieces: [
          { text: utc, style: cell },
          { text: paris, style: tiny },
        ],
      },
      {
        width: columns.act,
        pieces: [
          { text: told.acts.wordsOf(entry.act, locale), style: { ...cell, font: 'Helvetica-Bold' as const } },
          { text: actorOf(entry, told), style: tiny },
        ],
      },
      { width: columns.facts, pieces: factsOf(entry, told, words).map((text) => ({ text, style: tiny })) },
      { width: columns.hash, pieces: [{ text: `${entry.hash.slice(0, 12)}…`, style: tinyMono }] },
    ];
    if (sheets.wouldTurn(cells)) {
      sheets.turn();
      head();
    }
    sheets.row(cells);
    sheets.space(3);
    sheets.rule();
    sheets.space(4);
  }
}

function actorOf({ actor }: Entry, { actors, parties }: Telling): string {
  return [actors[actor.kind] ?? actor.kind, parties.get(actor.id ?? '') ?? actor.id].filter(Boolean).join(' ');
}

/** `name: value` lines; a personal fact that was erased says so, and its salted hash stays in the chain. */
function factsOf(
  { details, personal, clear = {} }: Entry,
  { facts: names, parties }: Telling,
  words: ProofWords,
): string[] {
  const named = (name: string, value: string) => (names[name] ?? name) + words.colon + value;
  const facts = Object.entries(details).map(([name, value]) => {
    const party = typeof value === 'string' ? parties.get(value) : undefined;
    return named(name, party ?? shown(value));
  });
  const persons = Object.keys(personal).map((name) => {
    const fact = clear[name];
    return named(name, fact ? shown(fact.value) : words.erased);
  });
  return [...facts, ...persons];
}

/** Long facts are cut here: they stand in full above or in proof.json. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const most = /^[0-9a-f]{64}$/.test(text) ? 16 : 72;
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

export function sealSection(sheets: Sheets, { seal }: Pick<SealedProof, 'seal'>, locale: Locale): void {
  const words = proofWords[locale];
  const { certificate, timestamp } = seal;
  sheets.heading(words.seal);
  const fact = (label: string, text: string, style: Style = body) => sheets.fact(label, { text, style });
  fact(words.certificate, certificate.subject, bold);
  fact(words.issuer, certificate.selfIssued ? words.selfIssued : certificate.issuer);
  fact(words.serial, certificate.serial, mono);
  fact(words.fingerprint, certificate.fingerprint, mono);
  fact(
    words.validity,
    `${words.from} ${instants(certificate.notBefore, locale)}\n${words.to} ${instants(certificate.notAfter, locale)}`,
  );
  sheets.space(6);
  fact(words.timestampAt, instants(timestamp.at, locale), bold);
  fact(words.authority, timestamp.authority);
  fact(words.policy, timestamp.policy, mono);
  fact(words.serial, timestamp.serial, mono);
  fact(words.fingerprint, timestamp.fingerprint, mono);
}

export function commandsSection(sheets: Sheets, proofJsonSha256: string, locale: Locale): void {
  const words = proofWords[locale];
  sheets.heading(words.verify);
  sheets.paragraph(words.verifyNote);
  sheets.space(5);
  sheets.box(
    words.commands.flatMap(([what = '', command = '']) => [
      { text: what, style: small },
      { text: command, style: { ...mono, size: 8.2 } },
    ]),
  );
  sheets.space(4);
  sheets.paragraph(words.proofJson);
  sheets.paragraph(proofJsonSha256, { ...mono, size: 8.6 });
  sheets.space(4);
}

export function lawSection(
  sheets: Sheets,
  proof: Pick<SealedProof, 'legalNotice' | 'retention'>,
  locale: Locale,
): void {
  const words = proofWords[locale];
  sheets.heading(words.law);
  sheets.paragraph(proof.legalNotice[locale]);
  sheets.heading(words.retention);
  sheets.fact(words.keptUntil, { text: instants(proof.retention.until, locale), style: bold });
  sheets.paragraph(proof.retention.rule[locale]);
}
