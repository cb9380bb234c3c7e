import type * as z from 'zod';
import { say, type Text } from '../../shared/text.ts';
import type { AnyActs } from './acts.ts';
import { BundleError, type Container, type Files, statedKind, type Vouching } from './bundle.ts';
import { type Check, judge, unless } from './check.ts';
import type { Entry } from './ledger.ts';
import { type Known, nothingKnown } from './maker.ts';
import { actorsCheck, laterThanThis } from './verify-known.ts';

/**
 * `valid`: all holds, and who sealed and time-stamped it is known. `unknown-maker`: all holds together, but anybody may
 * have made it. `broken`: something does not hold. `unusable`: there is nothing to verify, or a later version made it.
 */
export const VERDICTS = ['valid', 'broken', 'unusable', 'unknown-maker'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a bundle says in a few facts. */
export type Summary = Record<string, string | readonly string[] | Text>;

export interface BundleVerification<S = Summary> {
  verdict: Verdict;
  /** `noted` checks say what remains for people to judge. */
  checks: Check[];
  /** What the bundle says, to be believed only when it is `valid`. */
  summary?: S;
}

/** How the bundles of a kind are verified: `functions/<area>/proof/verifier.ts` of the area that makes them. */
export interface Verifier<S = Summary> {
  /** As `proof.json` states it. */
  kind: string;
  /** What of the summary people are told, and under which name. */
  labels: Readonly<Record<string, Text>>;
  /** @throws BundleError */
  verify(zip: Uint8Array, known: Known): Promise<BundleVerification<S>>;
}

interface Parts<Name extends string, Proof, S> {
  kind: string;
  container: Container<Name>;
  /** Those that its chains hold. */
  acts: AnyActs;
  /** The latest way in which this version draws a proof. */
  drawing: number;
  schema: z.ZodType<Proof>;
  checks(proof: Proof, files: Files<Name>, known: Known): Promise<Check[]>;
  summary(proof: Proof): S;
  labels: Readonly<Partial<Record<keyof S & string, Text>>>;
}

/** A verifier whose container, checksums and `proof.json` are verified here, and what it proves by its area. */
export function verifier<Own extends string, Proof extends { chain: readonly Entry[] }, S extends object>({
  container,
  schema,
  ...parts
}: Parts<Own | Vouching, Proof, S>): Verifier<S> {
  return {
    kind: parts.kind,
    labels: parts.labels as Record<string, Text>,
    async verify(zip, known) {
      const files = container.unpack(zip);
      const checks = [containerCheck(container, zip, files), sumsCheck(container, files)];
      const json = readJson(files['proof.json']);
      const later = verdictOf(checks) === 'valid' ? laterThanThis(json, parts.acts, parts.drawing) : undefined;
      if (later) return { verdict: 'unusable', checks: [later] };
      const proof = schema.safeParse(json).data;
      if (!proof) return { verdict: 'broken', checks: [...checks, unreadProof] };
      checks.push(actorsCheck(proof.chain, parts.acts), ...(await parts.checks(proof, files, known)));
      const ordered = checks.toSorted((a, b) => rank(a) - rank(b));
      return { verdict: verdictOf(checks), checks: ordered, summary: parts.summary(proof) };
    },
  };
}

/**
 * Verifies an evidence bundle with nothing but the bundle and what is known from elsewhere of who makes them: no network,
 * no account, no key. Never rejects. Whose kind it is, `proof.json` states.
 */
export async function verifyBundle<S extends object>(
  zip: Uint8Array,
  verifiers: readonly Verifier<S>[],
  known: Known = nothingKnown,
): Promise<BundleVerification<S> & { kind?: string }> {
  try {
    const kind = statedKind(zip);
    const chosen = verifiers.find((each) => each.kind === kind);
    if (chosen) return { kind: chosen.kind, ...(await chosen.verify(zip, known)) };
    return kind === undefined
      ? { verdict: 'broken', checks: [unreadProof] }
      : { verdict: 'unusable', checks: [unknownKind(kind)] };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return {
      verdict: error.notZip ? 'unusable' : 'broken',
      checks: [{ name: 'container', outcome: 'failed', text: error.text }],
    };
  }
}

const unreadProof: Check = {
  name: 'proof-json',
  outcome: 'failed',
  text: say(
    'proof.json est illisible ou il y manque des faits : le reste ne peut pas être vérifié.',
    'proof.json cannot be read or lacks facts: the rest cannot be verified.',
  ),
};

const unknownKind = (kind: string): Check => {
  const shown = JSON.stringify(kind.slice(0, 80));
  return {
    name: 'kind',
    outcome: 'failed',
    text: say(
      `Cette version ne sait pas vérifier un dossier du genre ${shown} : prenez-en une plus récente.`,
      `This version cannot verify a bundle of the kind ${shown}: take a newer one.`,
    ),
  };
};

/** What was verified comes first, whose it is next, what remains to be judged last: so it reads. */
const rank = ({ outcome }: Check) => ({ passed: 0, failed: 0, unknown: 1, noted: 2 })[outcome];

function verdictOf(checks: readonly Check[]): Verdict {
  const some = (wanted: Check['outcome']) => checks.some(({ outcome }) => outcome === wanted);
  if (some('failed')) return 'broken';
  return some('unknown') ? 'unknown-maker' : 'valid';
}

function containerCheck<Name extends string>({ pack }: Container<Name>, zip: Uint8Array, files: Files<Name>): Check {
  return judge(
    'container',
    say('Le ZIP est complet et n’a rien de trop.', 'The ZIP is complete and holds nothing more.'),
    unless(
      Buffer.from(pack(files)).equals(zip),
      'le ZIP a été modifié ou refait : des octets ne sont pas ceux qui furent écrits',
      'the ZIP was changed or made again: some bytes are not those that were written',
    ),
  );
}

function sumsCheck<Name extends string>(
  { names, checksums }: Container<Name>,
  files: Files<Name> & Files<'SHA256SUMS'>,
): Check {
  const stated = new TextDecoder().decode(files.SHA256SUMS).split('\n');
  const expected = new TextDecoder().decode(checksums(files)).split('\n');
  const wrong = names.filter((name) => expected.some((l) => l.endsWith(`  ${name}`) && !stated.includes(l)));
  return judge(
    'checksums',
    say('Chaque fichier a l’empreinte que dit SHA256SUMS.', 'Each file has the fingerprint that SHA256SUMS states.'),
    [
      ...wrong.map((name) =>
        say(`${name} n’a pas l’empreinte que dit SHA256SUMS`, `${name} does not have the fingerprint in SHA256SUMS`),
      ),
      ...unless(
        wrong.length > 0 || Buffer.from(checksums(files)).equals(files.SHA256SUMS),
        'SHA256SUMS a été modifié',
        'SHA256SUMS was changed',
      ),
    ],
  );
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Neither JSON nor UTF-8.
    return undefined;
  }
}
