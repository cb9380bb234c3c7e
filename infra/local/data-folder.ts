import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { replaceFile } from './engines/replace-file.ts';

/** What `ready.json` says: all that a script needs to begin. */
export interface Ready {
  apiUrl: string;
  inboxUrl: string;
  accountId: string;
  apiKey: string;
}

export interface DataFolder {
  /** Writes `ready.json`, whole or not at all. */
  announce(ready: Ready): void;
  /** Removes `ready.json` and lets the next one in. Safe to call twice. */
  release(): void;
}

/**
 * Takes a data folder for this process. The lock is SQLite's on a file, which the system lifts when the process ends,
 * however it ends: none is ever left behind.
 * @throws Error naming the other process when one has the folder.
 */
export function claimDataFolder(folder: string): DataFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = join(folder, 'pid');
  const lock = new DatabaseSync(join(folder, 'lock'));
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `Un autre Guichet (processus ${pidIn(holder)}) se sert déjà de ${folder}. Arrêtez-le, ou donnez un autre dossier : --data DIR\n` +
        `Another Guichet (process ${pidIn(holder)}) already uses ${folder}. Stop it, or give another folder: --data DIR`,
    );
  }
  writeFileSync(holder, String(process.pid));
  const ready = join(folder, 'ready.json');
  rmSync(ready, { force: true });
  let held = true;
  return {
    announce: (content) => replaceFile(ready, `${JSON.stringify(content, null, 2)}\n`),
    release() {
      if (!held) return;
      held = false;
      for (const file of [ready, holder]) rmSync(file, { force: true });
      lock.close();
    },
  };
}

function pidIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '?';
  }
}
