import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { openDatabase, transaction } from '../database.ts';
import { Outbox } from '../outbox.ts';

export type LockMode = 'GOVERNANCE' | 'COMPLIANCE';

/** One version of an object; a delete marker has no blob. */
export interface StoredObject {
  bucket: string;
  key: string;
  /** `null` (the word) in a bucket without versions. */
  versionId: string;
  blob: string | null;
  size: number;
  /** With its quotes. */
  eTag: string;
  modified: Date;
  /** The headers an answer carries: content-type, x-amz-meta-*, checksum, encryption. */
  headers: Record<string, string>;
  lock: { mode: LockMode; until: Date } | null;
}

/** What S3 says in its notification of a new object. */
export interface ObjectCreated {
  eventName: 'ObjectCreated:Put' | 'ObjectCreated:Copy';
  eventTime: string;
  bucket: string;
  key: string;
  size: number;
  /** Without quotes. */
  eTag: string;
  versionId: string | null;
  /** Of two events on one key, the later has the greater, as hexadecimal text of equal length. */
  sequencer: string;
}

/** Sorts after every character a key may hold: a prefix followed by it is past everything under that prefix. */
export const LAST_CHARACTER = '\u{10ffff}';

export type NewObject = Omit<StoredObject, 'versionId' | 'blob'>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS objects (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL,
    blob TEXT, size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL, headers TEXT NOT NULL,
    lock_mode TEXT, lock_until INTEGER);
  CREATE INDEX IF NOT EXISTS objects_by_key ON objects (bucket, key, sequence)`;

/**
 * The objects: one row per version in SQLite, each body in a file of its own. A body is on disk before the row that
 * names it, and a row leaves before its body, so a kill leaves at most a body without a row: cleared at the next start.
 */
export class ObjectStore {
  readonly created: Outbox<ObjectCreated>;
  readonly #database: DatabaseSync;
  readonly #blobs: string;
  readonly #temporary: string | null;

  constructor(folder: string | undefined) {
    this.#temporary = folder ? null : mkdtempSync(join(tmpdir(), 'guichet-s3-'));
    this.#blobs = join(folder ?? (this.#temporary as string), 'blobs');
    mkdirSync(this.#blobs, { recursive: true, mode: 0o700 });
    this.#database = openDatabase(folder && join(folder, 's3.sqlite'), SCHEMA);
    this.created = new Outbox(this.#database);
    const known = new Set(
      this.#database
        .prepare('SELECT blob FROM objects')
        .all()
        .map((row) => row.blob),
    );
    for (const blob of readdirSync(this.#blobs)) if (!known.has(blob)) this.discard(blob);
  }

  newBlob(): string {
    return randomBytes(16).toString('hex');
  }

  pathOf(blob: string): string {
    return join(this.#blobs, blob);
  }

  discard(blob: string): void {
    rmSync(this.pathOf(blob), { force: true });
  }

  /** A second name for a body that never changes: what a copy needs. */
  linkBlob(blob: string): string {
    const copy = this.newBlob();
    linkSync(this.pathOf(blob), this.pathOf(copy));
    return copy;
  }

  /** The latest version of a key, delete marker included. */
  latest(bucket: string, key: string): StoredObject | null {
    const row = this.#database
      .prepare('SELECT * FROM objects WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1')
      .get(bucket, key);
    return row ? fromRow(row) : null;
  }

  version(bucket: string, key: string, versionId: string): StoredObject | null {
    const row = this.#database
      .prepare('SELECT * FROM objects WHERE bucket = ? AND key = ? AND version = ?')
      .get(bucket, key, versionId);
    return row ? fromRow(row) : null;
  }

  /**
   * Adds a version whose body is `blob`, with its notification, in one commit. `check` sees the latest version inside
   * the same transaction and may throw to refuse.
   */
  add(
    object: NewObject,
    blob: string,
    versioned: boolean,
    eventName: ObjectCreated['eventName'],
    check: (latest: StoredObject | null) => void,
  ): StoredObject {
    const stored: StoredObject = { ...object, blob, versionId: versioned ? newVersionId() : 'null' };
    const replaced = transaction(this.#database, () => {
      check(this.latest(object.bucket, object.key));
      const old = versioned ? null : this.version(object.bucket, object.key, 'null');
      if (old) this.#delete(old);
      const sequence = this.#insert(stored);
      this.created.append({
        eventName,
        eventTime: stored.modified.toISOString(),
        bucket: stored.bucket,
        key: stored.key,
        size: stored.size,
        eTag: stored.eTag.replaceAll('"', ''),
        versionId: versioned ? stored.versionId : null,
        sequencer: sequence.toString(16).toUpperCase().padStart(16, '0'),
      });
      return old;
    });
    if (replaced?.blob) this.discard(replaced.blob);
    this.created.flush();
    return stored;
  }

  /** Hides a key behind a delete marker. */
  addDeleteMarker(bucket: string, key: string, modified: Date): StoredObject {
    const marker: StoredObject = {
      bucket,
      key,
      versionId: newVersionId(),
      blob: null,
      size: 0,
      eTag: '',
      modified,
      headers: {},
      lock: null,
    };
    this.#insert(marker);
    return marker;
  }

  /** Locks a version, otherwise, or no longer. */
  setLock({ bucket, key, versionId }: StoredObject, lock: StoredObject['lock']): void {
    this.#database
      .prepare('UPDATE objects SET lock_mode = ?, lock_until = ? WHERE bucket = ? AND key = ? AND version = ?')
      .run(lock?.mode ?? null, lock?.until.getTime() ?? null, bucket, key, versionId);
  }

  /** Removes one version for good. */
  remove(object: StoredObject): void {
    this.#delete(object);
    if (object.blob) this.discard(object.blob);
  }

  /** The first key after `after`, in the byte order of UTF-8, that begins with `prefix` and is not deleted. */
  next(bucket: string, prefix: string, after: string): StoredObject | null {
    const row = this.#database
      .prepare(
        `SELECT * FROM objects o WHERE bucket = ? AND key > ? AND key >= ? AND key < ? AND blob IS NOT NULL
           AND sequence = (SELECT max(sequence) FROM objects WHERE bucket = o.bucket AND key = o.key)
         ORDER BY key LIMIT 1`,
      )
      .get(bucket, after, prefix, prefix + LAST_CHARACTER);
    return row ? fromRow(row) : null;
  }

  close(): void {
    this.created.close();
    this.#database.close();
    if (this.#temporary) rmSync(this.#temporary, { recursive: true, force: true });
  }

  #insert(object: StoredObject): number {
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO objects (bucket, key, version, blob, size, etag, modified, headers, lock_mode, lock_until)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        object.bucket,
        object.key,
        object.versionId,
        object.blob,
        object.size,
        object.eTag,
        object.modified.getTime(),
        JSON.stringify(object.headers),
        object.lock?.mode ?? null,
        object.lock?.until.getTime() ?? null,
      );
    return Number(lastInsertRowid);
  }

  #delete(object: StoredObject): void {
    this.#database
      .prepare('DELETE FROM objects WHERE bucket = ? AND key = ? AND version = ?')
      .run(object.bucket, object.key, object.versionId);
  }
}

function newVersionId(): string {
  return randomBytes(24).toString('base64url');
}

function fromRow(row: Record<string, SQLOutputValue>): StoredObject {
  return {
    bucket: row.bucket as string,
    key: row.key as string,
    versionId: row.version as string,
    blob: row.blob as string | null,
    size: row.size as number,
    eTag: row.etag as string,
    modified: new Date(row.modified as number),
    headers: JSON.parse(row.headers as string) as Record<string, string>,
    lock: row.lock_mode ? { mode: row.lock_mode as LockMode, until: new Date(row.lock_until as number) } : null,
  };
}
