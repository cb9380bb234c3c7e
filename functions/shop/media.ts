import * as z from 'zod';
import { after, DAY, MINUTE } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { PLATFORM, type Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { type Pinned, pinnedSchema } from '../../shared/objects/pinned.ts';
import { presignUpload } from '../../shared/objects/presign.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say } from '../../shared/text.ts';
import { type Account, count } from '../accounts/account.ts';
import { mediaStates } from './media-states.ts';
import { mediaPath, mediaView, REFUSALS, type Refusal } from './media-view.ts';

/** A file that an account keeps with us: a picture of its library, or a document of an article. */
export const media = entity({
  name: 'media',
  partition: 'id',
  feed: true,
  states: mediaStates,
  schema: mediaView.omit({ refusal: true, url: true }).extend({
    kind: z.enum(['image', 'file']),
    sha256: z.string(),
    refusal: z.custom<Refusal>((reason) => typeof reason === 'string').optional(),
    content: pinnedSchema.optional(),
  }),
  // Announced and never sent: forgotten after a day.
  expires: ({ status, createdAt }) => (status === 'awaiting-upload' ? after(new Date(createdAt), DAY) : undefined),
});
export type Media = z.infer<(typeof media)['schema']>;

const picture = { id: z.string(), type: z.string(), content: pinnedSchema };
/** A picture by its id alone: whoever sees a page sees it, and its address says nothing of whose it is. */
const pictures = entity({ name: 'picture', partition: 'id', schema: z.object(picture) });

export const getPicture = (id: string) => pictures.get(PLATFORM, { id });

const ID = /^med_[0-9a-z]{26}$/;

/** @throws 404, for another account's file too */
export async function findMedia(tenant: Tenant, id: string): Promise<Media> {
  const found = ID.test(id) ? await media.get(tenant, { id }) : undefined;
  if (!found) throw notFound(say('Ce fichier n’existe pas.', 'This file does not exist.'));
  return found;
}

/** Where a file's bytes are expected, and stay. */
export const mediaKey = (tenant: Tenant, id: string): string => `${tenant}/${id}`;

type Announced = Pick<Media, 'kind' | 'filename' | 'contentType' | 'size' | 'sha256'>;

/** Awaits a file. @throws 409 `offer-limit` when there is no room for it */
export function announce(tenant: Tenant, account: Account, announced: Announced, now: Date) {
  // Looked at here, counted once the bytes are there.
  count(account, 'storage', announced.size);
  const file: Media & { status: 'awaiting-upload' } = {
    ...announced,
    id: newId('med', now),
    status: 'awaiting-upload',
    createdAt: now.toISOString(),
  };
  return { file, write: media.put(tenant, file) };
}

/** Whoever holds the link may send the file: it is given, never kept. */
export const linkFor = (tenant: Tenant, { id, contentType, size, sha256 }: Media) =>
  presignUpload({ bucket: 'media', key: mediaKey(tenant, id), contentType, size, sha256, seconds: 15 * MINUTE });

/** The file is there, and counted. @throws 409 `offer-limit` */
export const makeAvailable = (
  tenant: Tenant,
  file: Media,
  { content, size }: { content: Pinned; size?: { width: number; height: number } | undefined },
  account: Account,
): Write[] => [
  media.move(tenant, file, 'accept', { set: { content, ...size }, remove: ['expiresAt'] }),
  count(account, 'storage', file.size),
  ...(file.kind === 'image'
    ? [pictures.put(PLATFORM, { id: file.id, type: file.contentType, content }, { when: {} })]
    : []),
];

export const refuse = (tenant: Tenant, file: Media, refusal: Refusal): Write[] => [
  media.move(tenant, file, 'refuse', { set: { refusal } }),
];

/** The writes that forget a file; its bytes stay for who has bought it. */
export const forgetMedia = (tenant: Tenant, file: Media, account: Account): Write[] => [
  ...dropMedia(tenant, file),
  ...(countedOf(file) ? [count(account, 'storage', -countedOf(file))] : []),
];

/** The same without giving its storage back, which whoever forgets several does once. */
export const dropMedia = (tenant: Tenant, file: Media): Write[] => [
  media.delete(tenant, { id: file.id }, { when: { equals: { status: file.status } } }),
  ...(file.kind === 'image' ? [pictures.delete(PLATFORM, { id: file.id })] : []),
];

/** Bytes that it takes of the account's storage. */
export const countedOf = ({ status, size }: Media): number => (status === 'available' ? size : 0);

/** Why it was refused, in the caller's language. */
export const refusalOf = ({ refusal }: Pick<Media, 'refusal'>, locale: Locale) =>
  refusal && { reason: refusal, message: REFUSALS[refusal][locale] };

/** A file as the API shows it. */
export const viewOf = (file: Media, locale: Locale): z.input<typeof mediaView> => ({
  ...file,
  refusal: refusalOf(file, locale),
  ...(file.kind === 'image' && file.status === 'available' && { url: config.publicUrl() + mediaPath(file.id) }),
});
