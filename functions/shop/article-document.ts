import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import { invalidField, notFound } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say } from '../../shared/text.ts';
import type { articleDocumentView } from './article-document-view.ts';
import { type Media, media, refusalOf } from './media.ts';

/** A document of an article, in its partition: a file kept with us, or a link to one that is not. */
const articleDocuments = entity({
  name: 'article-document',
  partition: 'articleId',
  sort: ['id'],
  schema: z.object({
    id: z.string(),
    articleId: z.string(),
    label: z.string(),
    url: z.string().optional(),
    mediaId: z.string().optional(),
    createdAt: z.string(),
  }),
});
type Kept = z.infer<(typeof articleDocuments)['schema']>;
export type ArticleDocument = Kept & { file?: Media | undefined };

/** With their files they are forgotten in one transaction, which has a hundred writes at most. */
const MOST = 45;

/** The documents of an article, in the order in which they were added, with their files. */
export async function listArticleDocuments(tenant: Tenant, articleId: string): Promise<ArticleDocument[]> {
  const kept = await articleDocuments.within(tenant, articleId, [''], MOST);
  return Promise.all(
    kept.map(async (each) => ({
      ...each,
      file: each.mediaId ? await media.get(tenant, { id: each.mediaId }) : undefined,
    })),
  );
}

/** @throws 404 */
export async function findArticleDocument(tenant: Tenant, articleId: string, id: string): Promise<ArticleDocument> {
  const kept = await articleDocuments.get(tenant, { articleId, id });
  if (!kept) throw notFound(say('Ce document n’existe pas.', 'This document does not exist.'));
  return { ...kept, file: kept.mediaId ? await media.get(tenant, { id: kept.mediaId }) : undefined };
}

/** A document that a buyer can be given: bytes that stay those, or an address. */
export type Deliverable = { id: string; label: string } & (
  | { filename: string; contentType: string; content: Pinned }
  | { url: string }
);

/** The documents of an article that are there now: what an order keeps for its buyer. */
export async function availableDocuments(tenant: Tenant, articleId: string): Promise<Deliverable[]> {
  const all = await listArticleDocuments(tenant, articleId);
  return all.flatMap(({ id, label, url, file }): Deliverable[] => {
    if (url) return [{ id, label, url }];
    if (file?.status !== 'available' || !file.content) return [];
    const { filename, contentType, content } = file;
    return [{ id, label, filename, contentType, content }];
  });
}

type Added = Pick<Kept, 'articleId' | 'label' | 'url' | 'mediaId'>;

/** A document more, and the write that adds it. @throws 422 beyond forty-five */
export async function addDocument(tenant: Tenant, added: Added, now: Date): Promise<{ document: Kept; write: Write }> {
  if ((await articleDocuments.within(tenant, added.articleId, [''], MOST)).length >= MOST) {
    throw invalidField('', say(`Un article a au plus ${MOST} documents.`, `An article has at most ${MOST} documents.`));
  }
  const document: Kept = { ...added, id: newId('adc', now), createdAt: now.toISOString() };
  return { document, write: articleDocuments.put(tenant, document) };
}

export const removeDocument = (tenant: Tenant, { articleId, id }: Kept): Write =>
  articleDocuments.delete(tenant, { articleId, id });

/** A document as the API shows it. */
export function viewOf(
  { id, label, url, file, createdAt }: ArticleDocument,
  locale: Locale,
): z.input<typeof articleDocumentView> {
  if (!file) return { id, label, url, status: url ? 'available' : 'refused', createdAt };
  const { filename, contentType, size, status } = file;
  return { id, label, filename, contentType, size, status, refusal: refusalOf(file, locale), createdAt };
}
