import acceptContract from '../functions/lists/accept-list-import/contract.ts';
import { handler as acceptListImport } from '../functions/lists/accept-list-import/handler.ts';
import addContract from '../functions/lists/add-list-addresses/contract.ts';
import { handler as addListAddresses } from '../functions/lists/add-list-addresses/handler.ts';
import announceContract from '../functions/lists/announce-list-import/contract.ts';
import { handler as announceListImport } from '../functions/lists/announce-list-import/handler.ts';
import createContract from '../functions/lists/create-list/contract.ts';
import { handler as createList } from '../functions/lists/create-list/handler.ts';
import getListContract from '../functions/lists/get-list/contract.ts';
import { handler as getListHandler } from '../functions/lists/get-list/handler.ts';
import exportContract from '../functions/lists/get-list-export/contract.ts';
import { handler as getListExport } from '../functions/lists/get-list-export/handler.ts';
import getContract from '../functions/lists/get-list-import/contract.ts';
import { handler as getListImport } from '../functions/lists/get-list-import/handler.ts';
import errorsContract from '../functions/lists/get-list-import-errors/contract.ts';
import { handler as getListImportErrors } from '../functions/lists/get-list-import-errors/handler.ts';
import importContract from '../functions/lists/import-list/contract.ts';
import { handler as importList } from '../functions/lists/import-list/handler.ts';
import { importKey } from '../functions/lists/list-import.ts';
import type { ImportFault } from '../functions/lists/list-import-view.ts';
import mapContract from '../functions/lists/map-list-import/contract.ts';
import { handler as mapListImport } from '../functions/lists/map-list-import/handler.ts';
import shareContract from '../functions/lists/share-list/contract.ts';
import { handler as shareList } from '../functions/lists/share-list/handler.ts';
import unshareContract from '../functions/lists/unshare-list/contract.ts';
import { handler as unshareList } from '../functions/lists/unshare-list/handler.ts';
import { sha256Hex } from '../shared/sha256.ts';
import type { TestTenant } from './tenant.ts';

/** Steps that the tests of lists share: what an account's program does, and what the cloud does in between. */

export const newList = async (t: TestTenant, name = 'Clients'): Promise<string> =>
  (await t.call(createList, createContract, { body: { name } })).body.id;

export const readList = (t: TestTenant, listId: string, as = t.apiKey) =>
  t.call(getListHandler, getListContract, { params: { listId }, as });

export const add = (t: TestTenant, listId: string, addresses: unknown, as = t.apiKey) =>
  t.call(addListAddresses, addContract, { params: { listId }, body: { addresses }, as });

/** Lets another account read a list, and ends it. */
export const share = (t: TestTenant, listId: string, accountId: string, as = t.apiKey) =>
  t.call(shareList, shareContract, { params: { listId, accountId }, as });
export const unshare = (t: TestTenant, listId: string, accountId: string) =>
  t.call(unshareList, unshareContract, { params: { listId, accountId } });

/** Announces a file and sends it: its import, that nobody has read yet. */
export async function sent(t: TestTenant, listId: string, bytes: Uint8Array, more: object = {}): Promise<string> {
  const body = { filename: 'clients.csv', size: bytes.length, sha256: sha256Hex(bytes), ...more };
  const announced = await t.call(announceListImport, announceContract, { params: { listId }, body });
  await t.put(announced.body.upload, bytes);
  return announced.body.id;
}

export const arrive = (t: TestTenant, importId: string) =>
  t.uploaded(acceptListImport, acceptContract, { key: importKey(t.tenant, importId), size: 1 });

/** Lets the queue of imports work until nothing waits on it. */
export async function workImports(t: TestTenant): Promise<void> {
  for (let all = await t.queued('import-list'); all.length; all = await t.queued('import-list')) {
    for (const data of all) await t.receive(importList, importContract, data);
  }
}

export const readImport = async (t: TestTenant, listId: string, importId: string) =>
  (await t.call(getListImport, getContract, { params: { listId, importId } })).body;

export const map = (t: TestTenant, listId: string, importId: string, body: object) =>
  t.call(mapListImport, mapContract, { params: { listId, importId }, body });

/** A file that came in, as far as it goes without anybody. */
export async function imported(t: TestTenant, listId: string, bytes: Uint8Array, more: object = {}) {
  const importId = await sent(t, listId, bytes, more);
  await arrive(t, importId);
  await workImports(t);
  return readImport(t, listId, importId);
}

export async function faultsOf(t: TestTenant, listId: string, importId: string, kind = 'rejected') {
  const items: (ImportFault & { message: string })[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { kind, ...(cursor && { cursor }) };
    const { body } = await t.call(getListImportErrors, errorsContract, { params: { listId, importId }, query });
    items.push(...body.items);
    if (!body.nextCursor) return items;
    cursor = body.nextCursor;
  }
}

export const askExport = (t: TestTenant, listId: string, format: 'csv' | 'json', as = t.apiKey) =>
  t.call(getListExport, exportContract, { params: { listId }, query: { format }, as });

export async function exported(t: TestTenant, listId: string, format: 'csv' | 'json', as = t.apiKey): Promise<Buffer> {
  const { location } = await askExport(t, listId, format, as);
  return Buffer.from(await (await fetch(location ?? '')).arrayBuffer());
}

interface Exported {
  email: string;
  [field: string]: string;
}

/** The addresses of a list in alphabetical order. */
export const addressesIn = async (t: TestTenant, listId: string): Promise<Exported[]> =>
  (JSON.parse((await exported(t, listId, 'json')).toString()) as { addresses: Exported[] }).addresses.sort((a, b) =>
    a.email.localeCompare(b.email, 'en'),
  );
