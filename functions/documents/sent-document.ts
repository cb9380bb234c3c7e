import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import { filename } from '../../shared/fields/announced-file.ts';
import type { SentFile } from '../../shared/function/multipart.ts';
import { parsed } from '../../shared/function/parse.ts';
import { settle } from '../../shared/function/settle.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { AlreadyThere, putObject } from '../../shared/objects/objects.ts';
import { Problem } from '../../shared/problem/problem.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { entity } from '../../shared/table/entity.ts';
import { say } from '../../shared/text.ts';
import { findContact, oneMoreDocument } from '../contacts/contact.ts';
import { type inlineContact, oneMoreFor } from '../contacts/contact-inline.ts';
import {
  type AvailableDocument,
  announce,
  type Document,
  documents,
  findAvailable,
  findDocument,
  isUndecided,
  uploadKey,
} from './document.ts';

/** Looks at a document that is being checked, and milliseconds between them: less than a front door waits. */
const LOOKS = 80;
const BETWEEN = 250;
/** Seconds after which somebody may ask again about one that takes longer. */
const SOON = 5;

/** A PDF that comes in a call about something else, with the folder that it belongs to. */
interface Sent extends Pick<Document, 'type' | 'reference'> {
  contactId?: string | undefined;
  contact?: z.output<typeof inlineContact> | undefined;
  file: SentFile;
}

/** What was sent already, for a day: the same call again finds its document, wherever the first was killed. */
const sentDocuments = entity({
  name: 'sent-document',
  partition: 'key',
  schema: z.object({ key: z.string(), documentId: z.string(), at: z.string() }),
  expires: ({ at }) => after(new Date(at), DAY),
});

type SentDocument = z.infer<(typeof sentDocuments)['schema']>;

/**
 * Files a PDF as one that is announced and uploaded, and waits until it is accepted. Called again with the same, it goes
 * on where it was.
 * @throws 404, 422; 409 `document-refused`, or `in-progress` when the check takes longer than a call may last
 */
export async function acceptedOf(tenant: Tenant, { file, ...about }: Sent, now: Date): Promise<AvailableDocument> {
  const name = parsed(filename, file.name, '/document');
  const sha256 = sha256Hex(file.bytes);
  const key = `sent_${sha256Hex(JSON.stringify([name, sha256, about]))}`;
  const { id, isAwaited } = await settle(async () => {
    const sent = await sentDocuments.get(tenant, { key });
    const earlier = sent && (await standing(tenant, sent, now));
    if (earlier) return earlier;
    const id = newId('doc', now);
    const { contactId, writes } = await folderOf(tenant, about, now);
    const { type, reference } = about;
    const { byteLength: size } = file.bytes;
    return {
      id,
      isAwaited: true,
      writes: [
        ...writes,
        announce(tenant, { id, contactId, filename: name, type, reference, size, sha256 }, now),
        sentDocuments.put(tenant, { key, documentId: id, at: now.toISOString() }, { when: asSeen(sent) }),
      ],
    };
  }, now);
  if (isAwaited) await uploaded(tenant, id, file.bytes);
  return checked(tenant, id);
}

/** The document of an earlier call, unless it was refused: what keeps it from being checked may have gone. */
async function standing(tenant: Tenant, { documentId, at }: SentDocument, now: Date) {
  if (after(new Date(at), DAY) < now) return undefined;
  const document = await documents.get(tenant, { id: documentId });
  if (!document || document.status === 'refused') return undefined;
  return { id: document.id, isAwaited: document.status === 'awaiting-upload', writes: [] };
}

/** Two calls at once: who comes second looks again. */
const asSeen = (sent: SentDocument | undefined) =>
  sent ? { equals: { documentId: sent.documentId } } : { absent: true as const };

async function folderOf(tenant: Tenant, { contactId, contact }: Omit<Sent, 'file'>, now: Date) {
  if (contact) return oneMoreFor(tenant, contact, now);
  const { id } = await findContact(tenant, contactId ?? '');
  return { contactId: id, writes: [oneMoreDocument(tenant, id)] };
}

/** As whoever holds the link of an announced document sends it. */
async function uploaded(tenant: Tenant, id: string, bytes: Uint8Array): Promise<void> {
  const object = { bucket: 'uploads', key: uploadKey(tenant, id), bytes, contentType: 'application/pdf' } as const;
  try {
    await putObject({ ...object, onlyIfAbsent: true });
  } catch (error) {
    if (!(error instanceof AlreadyThere)) throw error;
  }
}

async function checked(tenant: Tenant, id: string): Promise<AvailableDocument> {
  for (let look = 0; look < LOOKS; look++) {
    if (!isUndecided(await findDocument(tenant, id))) return findAvailable(tenant, id);
    await pause(BETWEEN);
  }
  throw new Problem('in-progress', {
    detail: say(
      `Le document ${id} est encore en cours de vérification. Renvoyez la même requête dans ${SOON} secondes : elle reprendra où elle en est.`,
      `The document ${id} is still being checked. Send the same request again in ${SOON} seconds: it goes on where it is.`,
    ),
    headers: { 'retry-after': String(SOON) },
  });
}
