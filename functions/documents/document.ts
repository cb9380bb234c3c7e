import * as z from 'zod';
import { documentFacts } from '../../events/document.ts';
import { after, HOUR, MINUTE } from '../../shared/clock.ts';
import { type BesideTold, besideTold } from '../../shared/documents/beside-told.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Pinned, pinnedSchema } from '../../shared/objects/pinned.ts';
import { conflict, notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueAt } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say, type Text } from '../../shared/text.ts';
import { oneDocumentLess } from '../contacts/contact.ts';
import { tell } from '../facts/fact.ts';
import { recheckUpload } from './commands/recheck-upload.ts';
import { documentStates } from './document-states.ts';
import { documentView } from './document-view.ts';
import { type Refusal, refusalText } from './refusal.ts';

/** What a document holds beside its pages, and where its attached files are kept, each cut out of it. */
export const besideKept = besideTold.extend({
  attachments: z.array(besideTold.shape.attachments.element.extend({ content: pinnedSchema })),
});
export type BesideKept = z.infer<typeof besideKept>;

/** The same for whoever only reads of it. */
export const besideOf = ({ layers, attachments, texts }: BesideKept): BesideTold => ({
  layers,
  attachments: attachments.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  texts,
});

/** A PDF in a contact's folder. `content` is where its bytes are, once they are available. */
export const documents = entity({
  name: 'document',
  partition: 'id',
  states: documentStates,
  dues: { look: ['awaiting-upload', 'checking'] },
  lists: { contact: 'contactId' },
  schema: documentView.omit({ refusal: true }).extend({
    refusal: z.custom<Refusal>((reason) => typeof reason === 'string').optional(),
    content: pinnedSchema.optional(),
    beside: besideKept.optional(),
  }),
});
export type Document = z.infer<(typeof documents)['schema']>;

/** A document as the API shows it, in the caller's language. */
export const viewOf = ({ refusal, beside, ...document }: Document, locale: Locale): z.input<typeof documentView> => ({
  ...document,
  ...(beside && { beside: besideOf(beside) }),
  ...(refusal && { refusal: { reason: refusal, message: refusalText(refusal)[locale] } }),
});

const ID = /^doc_[0-9a-z]{26}$/;

/** @throws 404, for another account's document too */
export async function findDocument(tenant: Tenant, id: string): Promise<Document> {
  const document = ID.test(id) ? await documents.get(tenant, { id }) : undefined;
  if (!document) throw notFound(say('Ce document n’existe pas.', 'This document does not exist.'));
  return document;
}

export type AvailableDocument = Document & { content: Pinned; pages: number };

/** A document whose bytes can be read. @throws 404; 409 `document-not-ready` or `document-refused` */
export async function findAvailable(tenant: Tenant, id: string): Promise<AvailableDocument> {
  const document = await findDocument(tenant, id);
  const { status, content, pages, refusal } = document;
  if (status === 'available' && content && pages !== undefined) return { ...document, content, pages };
  if (refusal) {
    const { fr, en } = refusalText(refusal);
    throw conflict('document-refused', say(`Ce document a été refusé. ${fr}`, `This document was refused. ${en}`));
  }
  throw documentStates.refusal(document, 'document-not-ready', ADVICE[status]);
}

/** What to do until a document is available. */
const ADVICE: Record<Document['status'], Text | undefined> = {
  'awaiting-upload': say('Envoyez son fichier.', 'Upload its file.'),
  checking: say('Réessayez dans un instant.', 'Try again in a moment.'),
  available: undefined,
  refused: undefined,
};

/** Where an upload is expected. */
export const uploadKey = (tenant: Tenant, id: string): string => `${tenant}/${id}`;

/** Where an accepted document is kept. */
export const contentKey = (tenant: Tenant, id: string): string => `${tenant}/${id}.pdf`;

/** Where a file attached to it is kept; numbers begin at 1. */
export const attachmentKey = (tenant: Tenant, id: string, number: number): string =>
  `${tenant}/${id}/attachment-${number}`;

/** Seconds after the announcement: the first look at what did not announce itself, the next ones, the end. */
const FIRST_LOOK = 5 * MINUTE;
const NEXT_LOOK = 15 * MINUTE;
const PATIENCE = HOUR;

const lookAt = (tenant: Tenant, id: string, at: Date) => dueAt(outgoing(recheckUpload, { tenant, documentId: id }), at);

type Announced = Pick<Document, 'id' | 'contactId' | 'filename' | 'type' | 'reference' | 'size' | 'sha256'>;

/** Awaits the upload of a document. */
export const announce = (tenant: Tenant, announced: Announced, now: Date): Write =>
  documents.put(
    tenant,
    { ...announced, status: 'awaiting-upload', source: 'upload', createdAt: now.toISOString() },
    { due: { look: lookAt(tenant, announced.id, after(now, FIRST_LOOK)) } },
  );

export const isUndecided = (document: Document): boolean => documentStates.may('refuse', document);

export const isTooLate = ({ createdAt }: Document, now: Date): boolean => now >= after(new Date(createdAt), PATIENCE);

export const lookAgain = (tenant: Tenant, document: Document, now: Date): Write =>
  documents.update(tenant, document, {
    when: { equals: { status: document.status } },
    due: { look: lookAt(tenant, document.id, after(now, NEXT_LOOK)) },
  });

export const startChecking = (tenant: Tenant, document: Document): Write => documents.move(tenant, document, 'check');

export const makeAvailable = (
  tenant: Tenant,
  document: Document,
  { content, pages, beside }: Pick<AvailableDocument, 'content' | 'pages' | 'beside'>,
  now: Date,
): Write[] => [
  documents.move(tenant, document, 'accept', { set: { content, pages, beside, availableAt: now.toISOString() } }),
  tellOf(tenant, document, 'accepted', now),
];

export const refuse = (tenant: Tenant, document: Document, refusal: Refusal, now: Date): Write[] => [
  documents.move(tenant, document, 'refuse', { set: { refusal } }),
  tellOf(tenant, document, 'refused', now, refusal),
  oneDocumentLess(tenant, document.contactId),
];

const tellOf = (
  tenant: Tenant,
  { id, contactId, reference }: Document,
  kind: keyof (typeof documentFacts)['kinds'],
  now: Date,
  reason?: Refusal,
): Write => tell(tenant, documentFacts, kind, { documentId: id, contactId, reference, reason }, now);

interface Sealed extends Pick<Document, 'id' | 'contactId' | 'filename' | 'type' | 'reference' | 'beside'> {
  tenant: Tenant;
  pages: number;
  content: Pinned;
  signatureRequestId: string;
  now: Date;
}

/** Files a sealed PDF in the folder that holds its original. The folder keeps it: originals of signatures stay. */
export function fileSealed({ tenant, now, content, ...document }: Sealed): Write {
  const at = now.toISOString();
  const { size, sha256 } = content;
  return documents.put(tenant, {
    ...document,
    content,
    size,
    sha256,
    status: 'available',
    source: 'signature',
    createdAt: at,
    availableAt: at,
  });
}
