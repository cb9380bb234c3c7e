import createContactContract from '../functions/contacts/create-contact/contract.ts';
import { handler as createContact } from '../functions/contacts/create-contact/handler.ts';
import acceptContract from '../functions/documents/accept-document/contract.ts';
import { handler as acceptDocument } from '../functions/documents/accept-document/handler.ts';
import announceContract from '../functions/documents/announce-document/contract.ts';
import { handler as announceDocument } from '../functions/documents/announce-document/handler.ts';
import { uploadKey } from '../functions/documents/document.ts';
import getContract from '../functions/documents/get-document/contract.ts';
import { handler as getDocument } from '../functions/documents/get-document/handler.ts';
import recheckContract from '../functions/documents/recheck-upload/contract.ts';
import { handler as recheckUpload } from '../functions/documents/recheck-upload/handler.ts';
import { sha256Hex } from '../shared/sha256.ts';
import type { TestTenant } from './tenant.ts';

/** Steps that the tests of documents share: what an account's program does, and what the cloud does in between. */

type Clock = () => Date;

export async function newContact(t: TestTenant): Promise<string> {
  const body = { kind: 'customer', lastName: 'Martin' };
  return (await t.call(createContact, createContactContract, { body })).body.id;
}

export const announcementOf = (bytes: Uint8Array) => ({
  filename: 'devis-2026-118.pdf',
  type: 'quote',
  reference: 'D-2026-118',
  size: bytes.length,
  sha256: sha256Hex(bytes),
});

export const announce = (
  t: TestTenant,
  contactId: string,
  body: unknown,
  more: { headers?: Record<string, string>; as?: string; clock?: Clock } = {},
) => t.call(announceDocument, announceContract, { params: { contactId }, body, ...more });

/** An announced document: its id and the link for its bytes. */
export async function announced(t: TestTenant, bytes: Uint8Array, clock?: Clock) {
  const contactId = await newContact(t);
  const { body } = await announce(t, contactId, announcementOf(bytes), clock && { clock });
  return { id: body.id as string, upload: body.upload, contactId };
}

/** What S3 tells the function when an object has come. */
export const arrived = (t: TestTenant, id: string, size = 1) =>
  t.uploaded(acceptDocument, acceptContract, { key: uploadKey(t.tenant, id), size });

export const recheck = (t: TestTenant, documentId: string, clock?: Clock) =>
  t.receive(recheckUpload, recheckContract, { tenant: t.tenant, documentId }, clock && { clock });

export const read = (t: TestTenant, documentId: string, headers: Record<string, string> = {}, as = t.apiKey) =>
  t.call(getDocument, getContract, { params: { documentId }, headers, as });

/** Announces, sends and has checked. */
export async function filed(t: TestTenant, bytes: Uint8Array) {
  const document = await announced(t, bytes);
  await t.put(document.upload, bytes);
  await arrived(t, document.id, bytes.length);
  return document;
}
