import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase, transaction } from '../engines/database.ts';
import type { InboxMessage } from './message.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, message TEXT NOT NULL, raw BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS recipients (address TEXT NOT NULL, sequence INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS recipients_by_address ON recipients (address, sequence)`;

/** The captured messages, as they were sent and as they read, in one SQLite file. */
export class MessageStore {
  readonly #database: DatabaseSync;

  constructor(file: string | undefined) {
    this.#database = openDatabase(file, SCHEMA);
  }

  /** Keeps a message for good before it returns. */
  add(message: Omit<InboxMessage, 'id'>, raw: Buffer): InboxMessage {
    const stored = { id: `msg_${randomBytes(10).toString('hex')}`, ...message };
    transaction(this.#database, () => {
      const { lastInsertRowid } = this.#database
        .prepare('INSERT INTO messages (id, message, raw) VALUES (?, ?, ?)')
        .run(stored.id, JSON.stringify(stored), raw);
      const address = this.#database.prepare('INSERT INTO recipients (address, sequence) VALUES (?, ?)');
      for (const to of new Set(stored.to.map((recipient) => recipient.toLowerCase()))) address.run(to, lastInsertRowid);
    });
    return stored;
  }

  /** Newest first; those of one recipient when `to` (an address, in any case, or a phone) is given. */
  list(to: string | null, limit: number): InboxMessage[] {
    const rows =
      to === null
        ? this.#database.prepare('SELECT message FROM messages ORDER BY sequence DESC LIMIT ?').all(limit)
        : this.#database
            .prepare(
              `SELECT message FROM recipients JOIN messages USING (sequence) WHERE address = ?
               ORDER BY sequence DESC LIMIT ?`,
            )
            .all(to.toLowerCase(), limit);
    return rows.map((row) => JSON.parse(row.message as string) as InboxMessage);
  }

  get(id: string): { message: InboxMessage; raw: Buffer } | null {
    const row = this.#database.prepare('SELECT message, raw FROM messages WHERE id = ?').get(id);
    if (!row) return null;
    return { message: JSON.parse(row.message as string) as InboxMessage, raw: Buffer.from(row.raw as Uint8Array) };
  }

  clear(): void {
    transaction(this.#database, () => this.#database.exec('DELETE FROM recipients; DELETE FROM messages'));
  }

  close(): void {
    this.#database.close();
  }
}
