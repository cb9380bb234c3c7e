import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { type Given as Change, changeOf } from '../../shared/table/change-of.ts';
import { entity } from '../../shared/table/entity.ts';
import { say } from '../../shared/text.ts';
import { folderView } from './folder-view.ts';
import { FOLDER_WORDS } from './folder-words.ts';

/** Where campaigns of one kind stand together, with the words of their emails. */
export const folders = entity({
  name: 'certificate-folder',
  partition: 'id',
  feed: true,
  schema: folderView.extend({
    /** Moves with every change: two changes at once cannot both be kept. */
    version: z.int(),
  }),
});
export type Folder = z.infer<(typeof folders)['schema']>;

const ID = /^fol_[0-9a-z]{26}$/;

/** @throws 404, for another account's folder too */
export async function findFolder(tenant: Tenant, id: string): Promise<Folder> {
  const folder = ID.test(id) ? await folders.get(tenant, { id }) : undefined;
  if (!folder) throw notFound(say('Ce dossier n’existe pas.', 'This folder does not exist.'));
  return folder;
}

type Fields = Omit<Folder, 'id' | 'createdAt' | 'updatedAt' | 'version'>;

type Given = Pick<Fields, 'name' | 'locale'> & { [F in keyof Fields]?: Fields[F] | undefined };

/** A new folder, whose emails have our words where none are given, and the write that makes it. */
export function newFolder(tenant: Tenant, { name, locale, replyTo, ...emails }: Given, now: Date) {
  const at = now.toISOString();
  const ours = FOLDER_WORDS[locale];
  const folder: Folder = {
    id: newId('fol', now),
    name,
    locale,
    activationEmail: emails.activationEmail ?? ours.activationEmail,
    knownRecipientEmail: emails.knownRecipientEmail ?? ours.knownRecipientEmail,
    ...(replyTo && { replyTo }),
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  return { folder, write: folders.put(tenant, folder) };
}

export type FolderChange = Change<Fields>;

/** The folder with a change applied (`null` clears a field), and the write of it. */
export function changeFolder(tenant: Tenant, folder: Folder, change: FolderChange, now: Date) {
  const { set, remove, changed: kept } = changeOf(folder, change);
  const changed = { ...kept, updatedAt: now.toISOString() } as Folder;
  const write = folders.update(
    tenant,
    { id: folder.id },
    {
      set: { ...set, updatedAt: changed.updatedAt, version: folder.version + 1 },
      remove,
      when: { equals: { version: folder.version } },
    },
  );
  return { folder: changed, write };
}
