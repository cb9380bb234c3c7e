import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** An object of Stripe's, as its API answers it. */
export type Thing = Record<string, unknown> & { id: string; object: string; livemode: boolean };
export type Kind =
  | 'checkout.session'
  | 'payment_intent'
  | 'charge'
  | 'refund'
  | 'dispute'
  | 'payout'
  | 'webhook_endpoint';

const PREFIX: Readonly<Record<Kind, string>> = {
  'checkout.session': 'cs',
  payment_intent: 'pi',
  charge: 'ch',
  refund: 're',
  dispute: 'du',
  payout: 'po',
  webhook_endpoint: 'we',
};

/** Whose objects: an account, in one of its two worlds. */
export interface World {
  account: string;
  live: boolean;
}

/** The objects of the stand-in, kept in SQLite. */
export class Things {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      `CREATE TABLE IF NOT EXISTS things (id TEXT PRIMARY KEY, world TEXT NOT NULL, kind TEXT NOT NULL, thing TEXT NOT NULL, made INTEGER NOT NULL);
       CREATE TABLE IF NOT EXISTS answers (world TEXT, key TEXT, asked TEXT, status INTEGER, answer TEXT, PRIMARY KEY (world, key));
       CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
    );
  }

  add(world: World, kind: Kind, values: Record<string, unknown>, made: number): Thing {
    const mode = kind === 'checkout.session' ? (world.live ? '_live' : '_test') : '';
    const id = `${PREFIX[kind]}${mode}_${randomBytes(12).toString('hex')}`;
    const thing: Thing = { id, object: kind, livemode: world.live, created: made, ...values };
    this.#database
      .prepare('INSERT INTO things (id, world, kind, thing, made) VALUES (?, ?, ?, ?, ?)')
      .run(id, nameOf(world), kind, JSON.stringify(thing), made);
    return thing;
  }

  get(world: World, kind: Kind, id: string): Thing | undefined {
    return this.list(world, kind).find((thing) => thing.id === id);
  }

  /** Whatever world it is in: for the pages, where there is no key. */
  find(id: string): { thing: Thing; world: World } | undefined {
    const row = this.#database.prepare('SELECT thing, world FROM things WHERE id = ?').get(id);
    return row && { thing: JSON.parse(String(row.thing)), world: worldNamed(String(row.world)) };
  }

  /** Newest first. */
  list(world: World | undefined, kind: Kind, of: Record<string, unknown> = {}): Thing[] {
    const rows = world
      ? this.#database
          .prepare('SELECT thing FROM things WHERE world = ? AND kind = ? ORDER BY rowid DESC')
          .all(nameOf(world), kind)
      : this.#database.prepare('SELECT thing FROM things WHERE kind = ? ORDER BY rowid DESC').all(kind);
    return rows
      .map(({ thing }): Thing => JSON.parse(String(thing)))
      .filter((thing) => Object.entries(of).every(([name, value]) => thing[name] === value));
  }

  change(thing: Thing, values: Record<string, unknown>): Thing {
    const changed = { ...thing, ...values };
    this.#database.prepare('UPDATE things SET thing = ? WHERE id = ?').run(JSON.stringify(changed), thing.id);
    return changed;
  }

  remove(id: string): void {
    this.#database.prepare('DELETE FROM things WHERE id = ?').run(id);
  }

  /** What was answered to a key of idempotency, and to which question. */
  answered(world: World, key: string): { asked: string; status: number; answer: string } | undefined {
    const row = this.#database
      .prepare('SELECT asked, status, answer FROM answers WHERE world = ? AND key = ?')
      .get(nameOf(world), key);
    return row && { asked: String(row.asked), status: Number(row.status), answer: String(row.answer) };
  }

  keepAnswer(world: World, key: string, asked: string, status: number, answer: string): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO answers (world, key, asked, status, answer) VALUES (?, ?, ?, ?, ?)')
      .run(nameOf(world), key, asked, status, answer);
  }

  setting(name: string): string | undefined {
    const row = this.#database.prepare('SELECT value FROM settings WHERE name = ?').get(name);
    return row && String(row.value);
  }

  set(name: string, value: string): void {
    this.#database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(name, value);
  }
}

const nameOf = ({ account, live }: World) => `${account} ${live ? 'live' : 'test'}`;
const worldNamed = (name: string): World => {
  const [account = '', mode] = name.split(' ');
  return { account, live: mode === 'live' };
};
