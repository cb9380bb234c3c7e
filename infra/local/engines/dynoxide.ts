import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** The path of the dynoxide binary: the npm package's for this platform, else one on PATH. Throws when there is none. */
export function findDynoxide(): string {
  const candidates: string[] = [];
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    candidates.push(join(dirname(manifest), 'dynoxide'));
  } catch {
    // No package for this platform: PATH is next.
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) candidates.push(join(folder, 'dynoxide'));
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new Error(
    `Il n'y a pas de moteur DynamoDB pour ${process.platform}-${process.arch} : installez « dynoxide » dans le PATH, ou indiquez DYNAMODB_ENDPOINT.\n` +
      `There is no DynamoDB engine for ${process.platform}-${process.arch}: install "dynoxide" on the PATH, or set DYNAMODB_ENDPOINT.`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts dynoxide so that it dies with this process, however this one dies. It sits in a group of its own: Ctrl-C
 * must not stop it before the functions that still write have finished.
 */
export function spawnDynoxide(binary: string, port: number, databaseFile: string | undefined): ChildProcess {
  const file = databaseFile ? ['--db-path', databaseFile] : [];
  const child = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port), ...file], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (child.pid === undefined) return child;
  // The kernel closes the pipe when this process ends, even by kill -9: the read returns, the child is killed.
  const watchdog = spawn('sh', ['-c', 'read -r _; kill -9 "$0"', String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.stdin.on('error', () => {});
  child.once('exit', () => watchdog.kill('SIGKILL'));
  return child;
}

/** Records which processes hold `databaseFile`, for `releaseDatabase` of a later start. */
export function recordHolder(databaseFile: string, child: ChildProcess): void {
  writeFileSync(`${databaseFile}.holder`, JSON.stringify({ engine: child.pid, owner: process.pid }));
  child.once('exit', () => rmSync(`${databaseFile}.holder`, { force: true }));
}

/**
 * Ends a dynoxide that an earlier process left on this file. Throws when that process still lives: two embedded
 * clouds on one folder would each lose the other's writes.
 */
export async function releaseDatabase(databaseFile: string): Promise<void> {
  let holder: { engine: number; owner: number };
  try {
    holder = JSON.parse(readFileSync(`${databaseFile}.holder`, 'utf8')) as typeof holder;
  } catch {
    return;
  }
  const holds = () => commandOf(holder.engine).includes(databaseFile);
  if (!holds()) return;
  // A process just killed takes its engine with it within milliseconds: only one that keeps it is a conflict.
  if (commandOf(holder.owner) !== '' && holder.owner !== process.pid) {
    throw new Error(
      `Ce dossier de données sert déjà au processus ${holder.owner}.\n` +
        `This data folder is already used by process ${holder.owner}.`,
    );
  }
  process.kill(holder.engine, 'SIGKILL');
  while (holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The command line of a live process, or '' when there is none. */
function commandOf(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
