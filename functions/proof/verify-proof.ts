import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Locale, say, type Text } from '../../shared/text.ts';
import { everyVerifier } from './every-verifier.ts';
import { NotUsable, namedFingerprint, publishedBy } from './known-makers.ts';
import type { Known } from './maker.ts';
import {
  type BundleVerification,
  type Summary,
  VERDICTS,
  type Verdict,
  type Verifier,
  verifyBundle,
} from './verify.ts';

/**
 * `npm run verify-proof -- FILE.zip [--certificate …] [--authority …] [--from URL] [--json] [--lang en]`. Exit code: 0 when
 * all holds and its maker is known, 1 when something does not hold, 2 when there is nothing to verify, a later version made
 * it, or what was named cannot be used, 3 when all holds but anybody may have made it.
 */
const exitCode = (verdict: Verdict): number => VERDICTS.indexOf(verdict);

const words = {
  usage: say(
    'Usage : npm run verify-proof -- DOSSIER.zip [--certificate FICHIER|EMPREINTE]… [--authority FICHIER|EMPREINTE]… [--from https://ADRESSE] [--json] [--lang en]',
    'Usage: npm run verify-proof -- BUNDLE.zip [--certificate FILE|FINGERPRINT]… [--authority FILE|FINGERPRINT]… [--from https://ADDRESS] [--json] [--lang en]',
  ),
  notFound: say('Ce fichier n’existe pas', 'There is no such file'),
  directory: say('C’est un dossier ; indiquez le fichier ZIP', 'This is a folder; name the ZIP file'),
  unreadable: say('Ce fichier ne peut pas être lu', 'This file cannot be read'),
};

const verdicts: Record<Verdict, Text> = {
  valid: say(
    'Le dossier de preuve est valide, et son auteur connu.',
    'The evidence bundle is valid, and its maker is known.',
  ),
  broken: say(
    'Le dossier de preuve N’EST PAS valide : ne vous y fiez pas.',
    'The evidence bundle is NOT valid: do not rely on it.',
  ),
  unusable: say('Il n’y a rien à vérifier.', 'There is nothing to verify.'),
  'unknown-maker': say(
    'Le dossier de preuve est entier, d’un auteur inconnu : n’importe qui a pu le faire. Demandez à l’entreprise, par une\n' +
      'autre voie que ce dossier, l’adresse de son service ou l’empreinte de son certificat, puis ajoutez\n' +
      '--from https://ADRESSE, ou --certificate EMPREINTE et, pour l’horodatage, --authority EMPREINTE.',
    'The evidence bundle is whole, by an unknown maker: anybody may have made it. Ask the business, by another way than\n' +
      'this bundle, for the address of its service or the fingerprint of its certificate, then add\n' +
      '--from https://ADDRESS, or --certificate FINGERPRINT and, for the time-stamp, --authority FINGERPRINT.',
  ),
};

const symbols = { passed: '✓', failed: '✗', unknown: '?', noted: '•' };

/** What a terminal would obey rather than show. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a bundle is someone else's data
const safe = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');

const shown = (value: Summary[string], locale: Locale): string =>
  typeof value === 'string' ? value : 'fr' in value ? value[locale] : value.join(', ');

function report(
  { verdict, checks, summary = {} }: BundleVerification,
  labels: Verifier['labels'],
  locale: Locale,
): string {
  const told = Object.entries(labels).flatMap(([name, label]) => {
    const value = summary[name];
    return value === undefined ? [] : [{ label: label[locale], text: shown(value, locale) }];
  });
  const width = Math.max(0, ...told.map(({ label }) => label.length));
  return [
    ...told.map(({ label, text }) => `${label.padEnd(width)}  ${safe(text)}`),
    ...(told.length ? [''] : []),
    ...checks.map(({ outcome, text }) => `${symbols[outcome]} ${safe(text[locale])}`),
    '',
    verdicts[verdict][locale],
    '',
  ].join('\n');
}

interface Arguments {
  file: string;
  certificates: string[];
  authorities: string[];
  from: string[];
  json: boolean;
  locale: Locale;
}

function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        certificate: { type: 'string', multiple: true, default: [] },
        authority: { type: 'string', multiple: true, default: [] },
        from: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'fr' },
      },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0 || !['fr', 'en'].includes(values.lang)) return undefined;
    const { certificate: certificates, authority: authorities, from, json, lang } = values;
    return { file, certificates, authorities, from, json, locale: lang as Locale };
  } catch {
    // An option that does not exist.
    return undefined;
  }
}

/** What was named and what is published, together. @throws NotUsable */
async function knownOf({ certificates, authorities, from }: Arguments): Promise<Known> {
  const published = await Promise.all(from.map(publishedBy));
  const [seals, stamps] = await Promise.all(
    [certificates, authorities].map((named) => Promise.all(named.map(namedFingerprint))),
  );
  return {
    certificates: [...(seals ?? []).map((sha256) => ({ sha256 })), ...published.flatMap((each) => each.certificates)],
    authorities: [...(stamps ?? []), ...published.flatMap((each) => each.authorities)],
  };
}

async function run(): Promise<number> {
  const given = readArguments();
  if (!given) {
    console.error(`${words.usage.fr}\n${words.usage.en}`);
    return 2;
  }
  const { file, json, locale } = given;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? words.notFound : code === 'EISDIR' ? words.directory : words.unreadable;
    console.error(`${why[locale]} : ${file}`);
    return 2;
  }
  let known: Known;
  try {
    known = await knownOf(given);
  } catch (error) {
    if (!(error instanceof NotUsable)) throw error;
    console.error(safe(error.text[locale]));
    return 2;
  }
  const verifiers = await everyVerifier();
  const verification = await verifyBundle(bytes, verifiers, known);
  const { verdict, checks, kind } = verification;
  const labels = verifiers.find((each) => each.kind === kind)?.labels ?? {};
  if (verdict === 'unusable') {
    console.error(safe(`${checks.map(({ text }) => text[locale]).join(' ')} ${file}`));
    return exitCode(verdict);
  }
  process.stdout.write(json ? `${JSON.stringify(verification, null, 2)}\n` : report(verification, labels, locale));
  return exitCode(verdict);
}

process.exitCode = await run();
