import { resolve } from 'node:path';
import { PROJECT_ROOT } from '../use-cases.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { claimDataFolder, type DataFolder, type Ready } from './data-folder.ts';
import { ensureSynthesized } from './freshness.ts';
import { logTo } from './log-files.ts';
import { HELP, readOptions, USAGE } from './options.ts';
import { seedDemoAccount } from './seed.ts';
import { watch } from './watch.ts';

/** `npm start`: runs the embedded cloud until Ctrl-C. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(HELP);
  if (options.watch) return watch(process.argv.slice(2).filter((argument) => argument !== '--watch'));

  const folder = claimDataFolder(options.data);
  process.on('exit', () => folder.release());
  // As on Lambda: a function that reads the clock's hour reads UTC's.
  process.env.TZ = 'UTC';
  console.log('Guichet démarre… / starting…');
  await ensureSynthesized('cdk.out');
  const cloud = await startCloud({
    port: options.port,
    dataDir: options.data,
    cdkOut: resolve(PROJECT_ROOT, 'cdk.out'),
    allowHosts: options.allowHosts,
    log: logTo(resolve(options.data, 'log')),
  });
  stopOnSignal(cloud, folder);
  const account = await seedDemoAccount(cloud, options.data);
  const ready = { apiUrl: cloud.apiUrl, inboxUrl: cloud.inboxUrl, ...account };
  folder.announce(ready);
  welcome(ready, options.data);
}

/** npm passes on the Ctrl-C that the terminal gave everybody: one press may come twice. */
const SAME_PRESS_MS = 500;

/** Stops cleanly at the first signal, at once at the second Ctrl-C. */
function stopOnSignal(cloud: Cloud, folder: DataFolder): void {
  let since: number | undefined;
  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (since !== undefined) {
      if (signal === 'SIGINT' && Date.now() - since > SAME_PRESS_MS) process.exit(130);
      return;
    }
    since = Date.now();
    console.log('\nGuichet s’arrête… (Ctrl-C encore : tout de suite) / stopping… (Ctrl-C again: at once)');
    await cloud.close();
    folder.release();
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

function welcome({ apiUrl, inboxUrl, accountId, apiKey }: Ready, data: string): void {
  console.log(`
  Guichet est prêt. / Guichet is ready.

    Accueil, documentation   ${apiUrl}
    E-mails et SMS reçus     ${inboxUrl}
    Compte de démonstration  ${accountId}
    Clé d’API                ${apiKey}
    Données                  ${data}   (ready.json, log/)

  Un premier appel / a first call:

    curl ${apiUrl}/v1/contacts -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' \\
      -d '{"kind":"customer","firstName":"Zoé","lastName":"Lefèvre","emails":["zoe@client.example"],"phones":["+33612345678"]}'

  Ctrl-C arrête tout ; les données restent. / Ctrl-C stops everything; the data stay.
`);
}

/** What went wrong, for people: no stack for what they can mend themselves. */
function explain(error: unknown): string {
  const { code, port, message, stack } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') {
    return (
      `Le port ${port} est déjà pris (le Guichet en veut deux de suite). Choisissez-en un autre : npm start -- --port 5000\n` +
      `Port ${port} is taken (Guichet wants two in a row). Choose another: npm start -- --port 5000`
    );
  }
  if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EACCES') {
    return `--data doit être un dossier où écrire. / --data must be a folder that can be written to. (${code})\n${USAGE}`;
  }
  return process.env.DEBUG ? (stack ?? message) : message;
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
