import { glob, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Cloud, startCloud } from '../infra/local/cloud.ts';
import { ensureSynthesized } from '../infra/local/freshness.ts';
import { PROJECT_ROOT } from '../infra/use-cases.ts';
import { preferredLocale, say, type Text } from '../shared/text.ts';
import { type Chapter, GUICHET, type Show } from './chapter.ts';

/**
 * `npm run demo`: a fresh embedded cloud, and on it the chapters of all areas, signing first; `-- signatures` plays one.
 * Then nothing is left running.
 */
/** Signing is what the rest leans on. */
const FIRST = 'signatures';
const cdkOut = join(PROJECT_ROOT, 'cdk.out');
const locale = preferredLocale(process.env.LANG?.replace('_', '-'));
const print = (text: Text) => console.log(text[locale]);
const started = Date.now();
const show: Show = (who, what) =>
  console.log(
    `${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${who[locale].padEnd(14)}  ${what[locale]}`,
  );

/** The chapter asked for, by its name or a beginning of it, else all of them. Ends, telling those there are, when it is none of them. */
async function chosen(name: string | undefined): Promise<Chapter[]> {
  const found = new Map<string, string>();
  for await (const file of glob('chapters/*.ts', { cwd: import.meta.dirname })) found.set(basename(file, '.ts'), file);
  const names = [...found.keys()].sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b, 'en'));
  const wanted = name === undefined ? names : found.has(name) ? [name] : names.filter((one) => one.startsWith(name));
  if (wanted.length !== 1 && name !== undefined) {
    const those = names.join(', ');
    console.error(
      say(`« ${name} » n’est pas un chapitre. Il y a : ${those}.`, `“${name}” is no chapter. There are: ${those}.`)[
        locale
      ],
    );
    process.exit(2);
  }
  return Promise.all(
    wanted.map(async (one) => ((await import(`./chapters/${one}.ts`)) as { chapter: Chapter }).chapter),
  );
}

const chapters = await chosen(process.argv[2]);
const folder = await mkdtemp(join(tmpdir(), 'guichet-demo-'));
const data = join(folder, 'cloud');
const results = join(folder, 'resultats');
await mkdir(results);
/** What the functions print: shown to nobody unless the demonstration fails. */
const journal: string[] = [];
let cloud: Cloud | undefined;

/** Leaves nothing running, and of the folder only what is worth keeping. */
async function cleanUp(keep: boolean): Promise<void> {
  await cloud?.close();
  await rm(keep ? data : folder, { recursive: true, force: true });
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    interrupted = true;
    print(say('\nInterrompue : tout s’arrête.', '\nInterrupted: everything stops.'));
    await cleanUp(false);
    process.exit(130);
  });
}

async function demonstrate(): Promise<void> {
  show(
    GUICHET,
    say(
      'construit ses fonctions (une dizaine de secondes la première fois)…',
      'builds its functions (some ten seconds the first time)…',
    ),
  );
  await ensureSynthesized(cdkOut);
  show(
    GUICHET,
    say('démarre le nuage embarqué dans un dossier temporaire…', 'starts the embedded cloud in a temporary folder…'),
  );
  cloud = await startCloud({
    dataDir: data,
    cdkOut,
    log: (line, useCase) => journal.push(`${useCase} | ${line}`),
  });
  show(GUICHET, say(`est prêt : ${cloud.apiUrl}`, `is ready: ${cloud.apiUrl}`));
  const { apiUrl, inboxUrl, engines } = cloud;
  const addresses = { apiUrl, inboxUrl, stripeUrl: engines.endpoints.stripe };
  for (const { title, tell } of chapters) {
    print(say(`\n— ${title.fr}\n`, `\n— ${title.en}\n`));
    await tell({ ...addresses, show, print, results, locale });
  }
  print(say('\nÀ vous : npm start', '\nYour turn: npm start'));
}

try {
  await demonstrate();
  await cleanUp(true);
} catch (error) {
  if (!interrupted) {
    const kept = join(folder, 'journal.log');
    await writeFile(kept, `${journal.join('\n')}\n`);
    console.error(`\n${(error as Error).message}`);
    console.error(
      say(
        `La démonstration a échoué. Journal des fonctions : ${kept}`,
        `The demonstration failed. What the functions printed: ${kept}`,
      )[locale],
    );
    process.exitCode = 1;
    await cleanUp(true);
  }
}
