import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Locale, say, type Text } from '../../shared/text.ts';
import { type BundleVerification, verifyBundle } from './verify.ts';

/**
 * `npm run verify-proof -- FILE.zip [--json] [--lang en]`. Exit code: 0 when all holds, 1 when something does not,
 * 2 when there is nothing to verify.
 */
const words = {
  usage: say(
    'Usage : npm run verify-proof -- DOSSIER.zip [--json] [--lang en]',
    'Usage: npm run verify-proof -- BUNDLE.zip [--json] [--lang en]',
  ),
  request: say('Demande', 'Request'),
  document: say('Document', 'Document'),
  signers: say('Signé par', 'Signed by'),
  sealedAt: say('Scellé le', 'Sealed at'),
  level: say('Niveau', 'Level'),
  holds: say('Le dossier de preuve est valide.', 'The evidence bundle is valid.'),
  holdsNot: say(
    'Le dossier de preuve N’EST PAS valide : ne vous y fiez pas.',
    'The evidence bundle is NOT valid: do not rely on it.',
  ),
  notFound: say('Ce fichier n’existe pas', 'There is no such file'),
  directory: say('C’est un dossier ; indiquez le fichier ZIP', 'This is a folder; name the ZIP file'),
  unreadable: say('Ce fichier ne peut pas être lu', 'This file cannot be read'),
};

const symbols = { passed: '✓', failed: '✗', noted: '•' };

/** What a terminal would obey rather than show. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a bundle is someone else's data
const safe = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');

function report({ ok, checks, summary }: BundleVerification, locale: Locale): string {
  const labels: [Text, string][] = summary
    ? [
        [words.request, summary.requestId],
        [words.document, summary.document],
        [words.signers, summary.signers.join(', ')],
        [words.sealedAt, summary.sealedAt],
        [words.level, summary.level[locale]],
      ]
    : [];
  const width = Math.max(...Object.values(words).map((text) => (text[locale].length > 12 ? 0 : text[locale].length)));
  return [
    ...labels.map(([label, value]) => `${label[locale].padEnd(width)}  ${safe(value)}`),
    ...(summary ? [''] : []),
    ...checks.map(({ outcome, text }) => `${symbols[outcome]} ${safe(text[locale])}`),
    '',
    (ok ? words.holds : words.holdsNot)[locale],
    '',
  ].join('\n');
}

function readArguments(): { file: string; json: boolean; locale: Locale } | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, lang: { type: 'string', default: 'fr' } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0 || !['fr', 'en'].includes(values.lang)) return undefined;
    return { file, json: values.json, locale: values.lang as Locale };
  } catch {
    // An option that does not exist.
    return undefined;
  }
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
  const verification = await verifyBundle(bytes);
  if (verification.unreadable) {
    console.error(`${verification.checks.map(({ text }) => text[locale]).join(' ')} ${file}`);
    return 2;
  }
  process.stdout.write(json ? `${JSON.stringify(verification, null, 2)}\n` : report(verification, locale));
  return verification.ok ? 0 : 1;
}

process.exitCode = await run();
