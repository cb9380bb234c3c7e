import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { openDatabase, transaction } from '../database.ts';
import type { MessageAttribute } from './attributes-md5.ts';

/** A queue of the engine. Times in seconds. */
export interface Queue {
  name: string;
  /** 30 unless given. */
  visibilityTimeout?: number;
  /** Before a new message can be seen; 0 unless given. */
  delay?: number;
  /** How long a message is kept; 4 days unless given. */
  retention?: number;
  redrive?: { deadLetterQueue: string; maxReceiveCount: number };
  fifo?: boolean;
  /** For a FIFO queue: the body's hash stands for a missing deduplication id. */
  contentBasedDeduplication?: boolean;
}

export interface NewMessage {
  body: string;
  attributes: Record<string, MessageAttribute>;
  delaySeconds: number | undefined;
  group: string | null;
  deduplicationId: string | null;
}

export interface ReceivedMessage {
  id: string;
  body: string;
  attributes: Record<string, MessageAttribute>;
  receipt: string;
  sentAt: number;
  firstReceivedAt: number;
  receives: number;
  group: string | null;
  deduplicationId: string | null;
  sequence: number;
}

const DEDUPLICATION_MS = 5 * 60_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
    sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, receipt TEXT,
    message_group TEXT, deduplication_id TEXT);
  CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue, visible_at, sequence);
  CREATE INDEX IF NOT EXISTS messages_by_receipt ON messages (receipt);
  CREATE TABLE IF NOT EXISTS deduplications (
    queue TEXT NOT NULL, id TEXT NOT NULL, message TEXT NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (queue, id))`;

/** The messages of every queue, in SQLite. Times are epoch milliseconds. */
export class MessageStore {
  readonly #database: DatabaseSync;

  /**
   * Opens the messages. Whoever was working on one is gone with the process that ran the queues: they can be received
   * again at once rather than after their visibility timeout.
   */
  constructor(file: string | undefined, now: number) {
    this.#database = openDatabase(file, SCHEMA);
    this.#database
      .prepare('UPDATE messages SET visible_at = ? WHERE receipt IS NOT NULL AND visible_at > ?')
      .run(now, now);
  }

  /** Adds a message; a FIFO duplicate of the last five minutes answers with the first one. */
  send(queue: Queue, message: NewMessage, now: number): { id: string; sequence: number } {
    const deduplicationId =
      message.deduplicationId ??
      (queue.contentBasedDeduplication ? createHash('sha256').update(message.body).digest('hex') : null);
    return transaction(this.#database, () => {
      if (queue.fifo) {
        this.#database.prepare('DELETE FROM deduplications WHERE at <= ?').run(now - DEDUPLICATION_MS);
        const earlier = this.#database
          .prepare('SELECT message, sequence FROM deduplications WHERE queue = ? AND id = ?')
          .get(queue.name, deduplicationId);
        if (earlier) return { id: earlier.message as string, sequence: earlier.sequence as number };
      }
      const id = randomUUID();
      const { lastInsertRowid } = this.#database
        .prepare(
          `INSERT INTO messages (id, queue, body, attributes, sent_at, visible_at, message_group, deduplication_id)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          queue.name,
          message.body,
          JSON.stringify(message.attributes),
          now,
          now + (message.delaySeconds ?? queue.delay ?? 0) * 1000,
          message.group,
          deduplicationId,
        );
      const sequence = Number(lastInsertRowid);
      if (queue.fifo) {
        this.#database
          .prepare('INSERT INTO deduplications (queue, id, message, sequence, at) VALUES (?, ?, ?, ?, ?)')
          .run(queue.name, deduplicationId, id, sequence, now);
      }
      return { id, sequence };
    });
  }

  /**
   * Takes up to `limit` visible messages and hides them for `visibilityMs`. Those received too often already move to
   * the dead-letter queue, in the same commit. `moved` says whether any did.
   */
  receive(
    queue: Queue,
    limit: number,
    visibilityMs: number,
    now: number,
  ): { messages: ReceivedMessage[]; moved: boolean } {
    return transaction(this.#database, () => {
      const oldest = now - (queue.retention ?? 4 * 86_400) * 1000;
      this.#database.prepare('DELETE FROM messages WHERE queue = ? AND sent_at < ?').run(queue.name, oldest);
      let moved = false;
      if (queue.redrive) {
        const { changes } = this.#database
          .prepare(
            `UPDATE messages SET queue = ?, receipt = NULL, visible_at = ?
             WHERE queue = ? AND visible_at <= ? AND receives >= ?`,
          )
          .run(queue.redrive.deadLetterQueue, now, queue.name, now, queue.redrive.maxReceiveCount);
        moved = Number(changes) > 0;
      }
      // In a FIFO queue nothing overtakes a hidden message of its own group.
      const inOrder = queue.fifo
        ? `AND NOT EXISTS (SELECT 1 FROM messages e WHERE e.queue = m.queue AND e.message_group = m.message_group
             AND e.sequence < m.sequence AND e.visible_at > $now) ORDER BY sequence`
        : 'ORDER BY visible_at, sequence';
      const rows = this.#database
        .prepare(`SELECT * FROM messages m WHERE queue = $queue AND visible_at <= $now ${inOrder} LIMIT $limit`)
        .all({ $queue: queue.name, $now: now, $limit: limit });
      const take = this.#database.prepare(
        'UPDATE messages SET visible_at = ?, receipt = ?, receives = ?, first_received_at = ? WHERE sequence = ?',
      );
      const messages = rows.map((row) => {
        const message = received(row, now);
        take.run(now + visibilityMs, message.receipt, message.receives, message.firstReceivedAt, message.sequence);
        return message;
      });
      return { messages, moved };
    });
  }

  /** Deletes by receipt; a receipt that a later receive replaced deletes nothing. */
  delete(queue: Queue, receipt: string): void {
    this.#database.prepare('DELETE FROM messages WHERE queue = ? AND receipt = ?').run(queue.name, receipt);
  }

  /** Hides a received message until `now + visibilityMs`; false when it is not in flight under this receipt. */
  changeVisibility(queue: Queue, receipt: string, visibilityMs: number, now: number): boolean {
    const { changes } = this.#database
      .prepare('UPDATE messages SET visible_at = ? WHERE queue = ? AND receipt = ? AND visible_at > ?')
      .run(now + visibilityMs, queue.name, receipt, now);
    return Number(changes) > 0;
  }

  purge(queue: Queue): void {
    this.#database.prepare('DELETE FROM messages WHERE queue = ?').run(queue.name);
  }

  /** When the next hidden message of a queue can be seen, if there is one. */
  nextVisibleAt(queue: Queue, now: number): number | null {
    const row = this.#database
      .prepare('SELECT min(visible_at) AS at FROM messages WHERE queue = ? AND visible_at > ?')
      .get(queue.name, now);
    return (row?.at as number | null | undefined) ?? null;
  }

  counts(queue: Queue, now: number): { visible: number; inFlight: number; delayed: number } {
    const row = this.#database
      .prepare(
        `SELECT count(*) FILTER (WHERE visible_at <= $now) AS visible,
                count(*) FILTER (WHERE visible_at > $now AND receipt IS NOT NULL) AS inFlight,
                count(*) FILTER (WHERE visible_at > $now AND receipt IS NULL) AS delayed
         FROM messages WHERE queue = $queue`,
      )
      .get({ $now: now, $queue: queue.name });
    return row as { visible: number; inFlight: number; delayed: number };
  }

  close(): void {
    this.#database.close();
  }
}

function received(row: Record<string, SQLOutputValue>, now: number): ReceivedMessage {
  return {
    id: row.id as string,
    body: row.body as string,
    attributes: JSON.parse(row.attributes as string) as Record<string, MessageAttribute>,
    receipt: randomUUID(),
    sentAt: row.sent_at as number,
    firstReceivedAt: (row.first_received_at as number | null) ?? now,
    receives: (row.receives as number) + 1,
    group: row.message_group as string | null,
    deduplicationId: row.deduplication_id as string | null,
    sequence: row.sequence as number,
  };
}
