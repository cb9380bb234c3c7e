import { createHash } from 'node:crypto';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import type { Pinned } from './pinned.ts';
import { codeOf, unread } from './pinned-stream.ts';
import { presignedUrl } from './presigned-url.ts';

/**
 * Locks a pinned version: until then nobody may delete it, nor shorten the lock. One that is locked for as long already
 * stays as it is, and none changes its mode; doing it again changes nothing.
 * @throws NotAsPinned when the version is not there; another Error when S3 could not be reached or did not serve
 */
export async function lockPinned(pinned: Pinned, until: Date): Promise<void> {
  const held = await lockOf(pinned);
  if (held && held.until >= until) return;
  const mode = held?.mode ?? config.archiveLock().toUpperCase();
  const body = `<Retention xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Mode>${mode}</Mode><RetainUntilDate>${until.toISOString()}</RetainUntilDate></Retention>`;
  const answer = await ask('PUT', pinned, body);
  if (answer.ok) return;
  // Somebody else locked it for longer meanwhile: that is as good.
  const now = await lockOf(pinned);
  if (now && now.until >= until) return;
  throw new Error(`S3 answered ${answer.status} ${await codeOf(answer)} for the lock of ${pinned.key}`);
}

/** The lock of a pinned version, if any, whether or not it still holds. */
async function lockOf(pinned: Pinned): Promise<{ mode: string; until: Date } | undefined> {
  const answer = await ask('GET', pinned);
  if (!answer.ok) {
    const code = await codeOf(answer);
    if (code === 'NoSuchObjectLockConfiguration') return undefined;
    throw unread(pinned.key, answer, code);
  }
  const xml = await answer.text();
  const [mode, until] = [/<Mode>([^<]+)</, /<RetainUntilDate>([^<]+)</].map((value) => value.exec(xml)?.[1]);
  if (!mode || !until) throw new Error(`S3 states no lock of ${pinned.key}: ${xml}`);
  return { mode, until: new Date(until) };
}

/** By a link of our own: the S3 client would double the bundle of who signs. */
async function ask(method: 'GET' | 'PUT', { bucket, key, versionId }: Pinned, body?: string): Promise<Response> {
  const headers: Record<string, string> = body
    ? { 'content-md5': createHash('md5').update(body).digest('base64'), 'content-type': 'application/xml' }
    : {};
  const query = { retention: '', versionId };
  const url = await presignedUrl({ method, bucket: config.bucket(bucket), key, query, headers, seconds: MINUTE });
  return fetch(url, { method, headers, ...(body && { body }) });
}
