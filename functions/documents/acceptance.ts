import type { BesidePages } from '../../shared/documents/beside-pages.ts';
import { told } from '../../shared/documents/beside-told.ts';
import { inspectInTime } from '../../shared/documents/inspect-in-time.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { AlreadyThere, getObject, headObject, putObject } from '../../shared/objects/objects.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { transact, type Write } from '../../shared/table/transact.ts';
import {
  attachmentKey,
  type BesideKept,
  contentKey,
  type Document,
  makeAvailable,
  refuse,
  startChecking,
  uploadKey,
} from './document.ts';

/**
 * Decides whether what was uploaded is the announced document and a sound PDF. Killed anywhere and run again, or run
 * twice at once, it comes to the same result and to one version of the bytes.
 * @returns the writes of the decision; undefined when nothing was uploaded
 */
export async function accept(tenant: Tenant, document: Document, now: Date): Promise<Write[] | undefined> {
  const key = uploadKey(tenant, document.id);
  const uploaded = await headObject('uploads', key);
  if (!uploaded) return undefined;
  if (uploaded.size !== document.size) return refuse(tenant, document, 'other-size', now);
  const checked: Document = { ...document, status: 'checking' };
  if (document.status !== 'checking') await transact([startChecking(tenant, document)]);

  const bytes = await getObject('uploads', key);
  if (sha256Hex(bytes) !== document.sha256) return refuse(tenant, checked, 'other-content', now);
  const inspection = await inspectInTime(bytes);
  if (!inspection.ok) return refuse(tenant, checked, inspection.reason, now);
  const { pages, beside } = inspection;
  const content = await keep(contentKey(tenant, document.id), bytes);
  const kept = beside && (await keepBeside(tenant, document.id, beside));
  return makeAvailable(tenant, checked, { content, pages, beside: kept }, now);
}

/** Stores the attached files, as bytes that no browser shows in place, whatever they say they are. */
async function keepBeside(tenant: Tenant, id: string, beside: BesidePages): Promise<BesideKept> {
  const { attachments, ...rest } = told(beside);
  const kept = await Promise.all(
    beside.attachments.map(({ bytes }, i) => keep(attachmentKey(tenant, id, i + 1), bytes, 'application/octet-stream')),
  );
  return { ...rest, attachments: attachments.map((attachment, i) => ({ ...attachment, content: kept[i]! })) };
}

/** Stores the bytes once: an earlier run may have stored them already. */
async function keep(key: string, bytes: Uint8Array, contentType = 'application/pdf'): Promise<Pinned> {
  const bucket = 'documents';
  try {
    return await putObject({ bucket, key, bytes, contentType, onlyIfAbsent: true });
  } catch (error) {
    const earlier = error instanceof AlreadyThere ? await headObject(bucket, key) : undefined;
    if (earlier) return earlier;
    throw error;
  }
}
