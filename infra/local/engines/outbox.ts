import type { DatabaseSync } from 'node:sqlite';

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 30_000;

/**
 * Events written in the transaction of the change they announce and kept until their delivery has resolved:
 * a kill between the two delivers again at the next start (at least once, in no promised order).
 */
export class Outbox<Event> {
  readonly #database: DatabaseSync;
  #deliver: ((event: Event) => Promise<void> | void) | undefined;
  #closed = false;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #underWay = new Set<number>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec('CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL)');
  }

  /** Call inside the caller's transaction, then `flush` once it is committed. */
  append(event: Event): void {
    this.#database.prepare('INSERT INTO outbox (event) VALUES (?)').run(JSON.stringify(event));
  }

  /** Sets who receives the events, and delivers those still waiting. A rejected delivery is tried again. */
  deliverTo(deliver: (event: Event) => Promise<void> | void): void {
    this.#deliver = deliver;
    this.flush();
  }

  /** Starts the delivery of every event that is not under way. */
  flush(): void {
    if (!this.#deliver || this.#closed) return;
    for (const row of this.#database.prepare('SELECT id, event FROM outbox ORDER BY id').all()) {
      const id = row.id as number;
      if (this.#underWay.has(id)) continue;
      this.#underWay.add(id);
      void this.#attempt(id, JSON.parse(row.event as string) as Event, FIRST_RETRY_MS);
    }
  }

  /** Stops delivering. What has not resolved stays for the next start. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #attempt(id: number, event: Event, retryMs: number): Promise<void> {
    try {
      await this.#deliver?.(event);
    } catch (error) {
      if (this.#closed) return;
      console.error(error);
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.#attempt(id, event, Math.min(retryMs * 2, LAST_RETRY_MS));
      }, retryMs);
      this.#timers.add(timer);
      return;
    }
    if (this.#closed) return;
    this.#database.prepare('DELETE FROM outbox WHERE id = ?').run(id);
    this.#underWay.delete(id);
  }
}
