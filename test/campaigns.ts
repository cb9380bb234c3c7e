import acceptContract from '../functions/campaigns/accept-campaign-import/contract.ts';
import { handler as acceptImport } from '../functions/campaigns/accept-campaign-import/handler.ts';
import addContract from '../functions/campaigns/add-recipients/contract.ts';
import { handler as addRecipients } from '../functions/campaigns/add-recipients/handler.ts';
import announceContract from '../functions/campaigns/announce-campaign-import/contract.ts';
import { handler as announceImport } from '../functions/campaigns/announce-campaign-import/handler.ts';
import { importKey } from '../functions/campaigns/campaign-import.ts';
import confirmContract from '../functions/campaigns/confirm-campaign-import/contract.ts';
import { handler as confirmImport } from '../functions/campaigns/confirm-campaign-import/handler.ts';
import createContract from '../functions/campaigns/create-campaign/contract.ts';
import { handler as createCampaign } from '../functions/campaigns/create-campaign/handler.ts';
import getImportContract from '../functions/campaigns/get-campaign-import/contract.ts';
import { handler as getImport } from '../functions/campaigns/get-campaign-import/handler.ts';
import errorsContract from '../functions/campaigns/get-campaign-import-errors/contract.ts';
import { handler as getErrors } from '../functions/campaigns/get-campaign-import-errors/handler.ts';
import importContract from '../functions/campaigns/import-campaign/contract.ts';
import { handler as importCampaign } from '../functions/campaigns/import-campaign/handler.ts';
import listContract from '../functions/campaigns/list-campaign-recipients/contract.ts';
import { handler as listRecipients } from '../functions/campaigns/list-campaign-recipients/handler.ts';
import mapContract from '../functions/campaigns/map-campaign-import/contract.ts';
import { handler as mapImport } from '../functions/campaigns/map-campaign-import/handler.ts';
import templateContract from '../functions/certificates/create-certificate-template/contract.ts';
import { handler as createTemplate } from '../functions/certificates/create-certificate-template/handler.ts';
import folderContract from '../functions/certificates/create-folder/contract.ts';
import { handler as createFolder } from '../functions/certificates/create-folder/handler.ts';
import { sha256Hex } from '../shared/sha256.ts';
import type { TestTenant } from './tenant.ts';

/** Steps that the tests of campaigns share: what an account's program does, and what the cloud does in between. */

const newTemplate = async (t: TestTenant, more: object = {}) =>
  (await t.call(createTemplate, templateContract, { body: { name: 'Ramonage, niveau 1', ...more } })).body;

/** A campaign of one template, in a folder of its own. */
export async function newCampaign(t: TestTenant, template: object = {}, more: object = {}) {
  const { body: folder } = await t.call(createFolder, folderContract, { body: { name: 'Formations' } });
  const { id } = await newTemplate(t, template);
  const body = { folderId: folder.id, name: 'Promotion de mars', templateIds: [id], ...more };
  return (await t.call(createCampaign, createContract, { body })).body;
}

export const add = (t: TestTenant, campaignId: string, recipients: object[]) =>
  t.call(addRecipients, addContract, { params: { campaignId }, body: { recipients } });

/** Announces a file and sends it: its import, that nobody has read yet. */
export async function sent(t: TestTenant, campaignId: string, bytes: Uint8Array, filename = 'stagiaires.csv') {
  const body = { filename, size: bytes.length, sha256: sha256Hex(bytes) };
  const announced = await t.call(announceImport, announceContract, { params: { campaignId }, body });
  await t.put(announced.body.upload, bytes);
  return announced.body.id as string;
}

export const arrive = (t: TestTenant, importId: string) =>
  t.uploaded(acceptImport, acceptContract, { key: importKey(t.tenant, importId), size: 1 });

/** Lets the queue of imports work until nothing waits on it. */
export async function workImports(t: TestTenant): Promise<void> {
  for (let all = await t.queued('import-campaign'); all.length; all = await t.queued('import-campaign')) {
    for (const data of all) await t.receive(importCampaign, importContract, data);
  }
}

export const readImport = async (t: TestTenant, campaignId: string, importId: string) =>
  (await t.call(getImport, getImportContract, { params: { campaignId, importId } })).body;

/** A file as far as it goes by itself: its columns are to be confirmed. */
export async function looked(t: TestTenant, campaignId: string, bytes: Uint8Array, filename?: string) {
  const importId = await sent(t, campaignId, bytes, filename);
  await arrive(t, importId);
  await workImports(t);
  return readImport(t, campaignId, importId);
}

export const map = (t: TestTenant, campaignId: string, importId: string, body: object) =>
  t.call(mapImport, mapContract, { params: { campaignId, importId }, body });

export const confirmRows = (t: TestTenant, campaignId: string, importId: string) =>
  t.call(confirmImport, confirmContract, { params: { campaignId, importId } });

/** The columns confirmed as they were proposed, or otherwise: its rows are to be confirmed. */
export async function checkedRows(t: TestTenant, campaignId: string, importId: string, mapping: object) {
  await map(t, campaignId, importId, mapping);
  await workImports(t);
  return readImport(t, campaignId, importId);
}

/** A file whose rows came in. */
export async function imported(t: TestTenant, campaignId: string, bytes: Uint8Array, mapping: object) {
  const { id } = await looked(t, campaignId, bytes);
  await checkedRows(t, campaignId, id, mapping);
  await confirmRows(t, campaignId, id);
  await workImports(t);
  return readImport(t, campaignId, id);
}

export async function errorsOf(t: TestTenant, campaignId: string, importId: string, kind = 'rejected') {
  const items: { line: number; column?: string; code: string; value?: string; reason: string; firstLine?: number }[] =
    [];
  for (let cursor: string | undefined; ; ) {
    const query = { kind, ...(cursor && { cursor }) };
    const { body } = await t.call(getErrors, errorsContract, { params: { campaignId, importId }, query });
    items.push(...body.items);
    if (!body.nextCursor) return items;
    cursor = body.nextCursor;
  }
}

/** The file of the lines to be corrected. */
export async function correctionsOf(t: TestTenant, campaignId: string, importId: string): Promise<Buffer> {
  const { location } = await t.call(getErrors, errorsContract, {
    params: { campaignId, importId },
    query: { format: 'csv' },
  });
  return Buffer.from(await (await fetch(location ?? '')).arrayBuffer());
}

interface Listed {
  id: string;
  email: string;
  values: Record<string, string>;
  status: string;
  line?: number;
  faults?: { code: string; variable?: string; reason: string }[];
  certificateIds?: string[];
  mails?: { certificateId: string; address: string; status: string; reason?: string }[];
}
export async function recipientsOf(t: TestTenant, campaignId: string, more: object = {}): Promise<Listed[]> {
  const items: Listed[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 100, ...more, ...(cursor && { cursor }) };
    const { body } = await t.call(listRecipients, listContract, { params: { campaignId }, query });
    items.push(...body.items);
    if (!body.nextCursor) return items;
    cursor = body.nextCursor;
  }
}
