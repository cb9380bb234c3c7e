import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedBy } from '../functions/proof/known-makers.ts';
import { type Cloud, startCloud } from '../infra/local/cloud.ts';
import { ensureSynthesized } from '../infra/local/freshness.ts';
import { PROJECT_ROOT } from '../infra/use-cases.ts';
import { preferredLocale, say, type Text } from '../shared/text.ts';
import { GUICHET, type Show, tell } from './story.ts';

/** `npm run demo`: a fresh embedded cloud, a quote signed on it, the evidence verified; then nothing is left running. */
const cdkOut = join(PROJECT_ROOT, 'cdk.out');
const locale = preferredLocale(process.env.LANG?.replace('_', '-'));
const print = (text: Text) => console.log(text[locale]);
const started = Date.now();
const show: Show = (who, what) =>
  console.log(
    `${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${who[locale].padEnd(14)}  ${what[locale]}`,
  );

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
  print(
    say(
      'Guichet, démonstration : une cliente signe un vrai PDF, du devis au dossier de preuve.\n',
      'Guichet, a demonstration: a customer signs a real PDF, from the quote to its evidence.\n',
    ),
  );
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
  const { sealed, evidence } = await tell(cloud, show, results);

  show(
    say('N’importe qui', 'Anybody'),
    say(
      `vérifie le dossier de preuve, avec ce seul fichier et les empreintes que publie ${cloud.apiUrl} :\n`,
      `verifies the evidence with nothing but that file and the fingerprints that ${cloud.apiUrl} publishes:\n`,
    ),
  );
  const { certificates, authorities } = await publishedBy(cloud.apiUrl);
  const named = [
    ...certificates.flatMap(({ sha256 }) => ['--certificate', sha256]),
    ...authorities.flatMap((sha256) => ['--authority', sha256]),
  ];
  const verifier = join(import.meta.dirname, '..', 'functions', 'proof', 'verify-proof.ts');
  const { status } = spawnSync(process.execPath, [verifier, evidence, ...named, '--lang', locale], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`The evidence does not hold: ${evidence}`);
  print(
    say(
      `\nDocument scellé    ${sealed}\nDossier de preuve  ${evidence}\nÀ revérifier avec  ${named.join(' ')}\n\nÀ vous : npm start`,
      `\nSealed document  ${sealed}\nEvidence         ${evidence}\nTo verify again  ${named.join(' ')}\n\nYour turn: npm start`,
    ),
  );
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
