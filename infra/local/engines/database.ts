import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Opens (or creates) a SQLite file in which a finished statement survives `kill -9` and a power cut;
 * in memory when `file` is undefined. `schema` must be safe to run again.
 */
export function openDatabase(file: string | undefined, schema: string): DatabaseSync {
  if (file) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file ?? ':memory:');
  // FULL costs 0.3 ms a commit: an engine that forgets an acknowledged write would hide the bugs it is there to show.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000');
  database.exec(schema);
  return database;
}

/** Runs `work` in one transaction: everything it wrote, or nothing when it throws. Must not await. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
