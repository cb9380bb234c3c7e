import * as z from 'zod';
import type { WallTime } from '../../shared/fields/wall-time.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { conflict, invalidField, notFound } from '../../shared/problem/problem.ts';
import { changeOf, type Given } from '../../shared/table/change-of.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { articleView, isTooLong } from './article-view.ts';

/** What is sold or given. */
export const articles = entity({
  name: 'article',
  partition: 'id',
  feed: true,
  schema: articleView.extend({
    /** Moves with every change of what was typed. */
    version: z.int(),
  }),
});
export type Article = z.infer<(typeof articles)['schema']>;

const ID = /^art_[0-9a-z]{26}$/;

export const getArticle = async (tenant: Tenant, id: string): Promise<Article | undefined> =>
  ID.test(id) ? articles.get(tenant, { id }) : undefined;

/** @throws 404, for another account's article too */
export async function findArticle(tenant: Tenant, id: string): Promise<Article> {
  const article = await getArticle(tenant, id);
  if (!article) throw notFound(say('Cet article n’existe pas.', 'This article does not exist.'));
  return article;
}

type Typed = Omit<Article, 'id' | 'saleActions' | 'createdAt' | 'updatedAt' | 'version'>;
type Clock = Omit<WallTime, 'timeZone'> & { timeZone?: string | undefined };

/** A time of the clock, in the business's zone where it says none. */
export const inZone = ({ at, timeZone }: Clock, zone: string): WallTime => ({ at, timeZone: timeZone ?? zone });

type TypedPlace = Omit<NonNullable<Article['place']>, 'startsAt' | 'endsAt'> & {
  startsAt: Clock;
  endsAt?: Clock | undefined;
};

/** A place with its times in the zone of the business, until it tells one Paris's. */
export const placeIn = ({ startsAt, endsAt, ...place }: TypedPlace, business: { timeZone: string } | undefined) => {
  const zone = business?.timeZone ?? 'Europe/Paris';
  return { ...place, startsAt: inZone(startsAt, zone), ...(endsAt && { endsAt: inZone(endsAt, zone) }) };
};

/** @throws 422 where what an article is does not go with what is told of it */
function mustHold(article: Typed): void {
  const { type, book, place, isShipped } = article;
  const refuse = (pointer: string, fr: string, en: string) => invalidField(pointer, say(fr, en));
  if (type === 'book' && !book)
    throw refuse('/book', 'Dites au moins l’auteur du livre.', 'Tell at least the book’s author.');
  if (type !== 'book' && book) throw refuse('/book', 'Seul un livre a ces champs.', 'Only a book has these fields.');
  if (type === 'place' && !place) throw refuse('/place', 'Dites où et quand.', 'Tell where and when.');
  if (type !== 'place' && place)
    throw refuse('/place', 'Seule une place a ces champs.', 'Only a place has these fields.');
  if (isShipped && (type === 'place' || type === 'digital'))
    throw refuse(
      '/isShipped',
      'Ni une place ni un document numérique ne s’envoie par la poste.',
      'Neither a place nor a digital document is sent by post.',
    );
  if (place?.endsAt && place.endsAt.timeZone === place.startsAt.timeZone && place.endsAt.at < place.startsAt.at)
    throw refuse('/place/endsAt', 'La fin vient avant le début.', 'The end comes before the beginning.');
  if (isTooLong(article))
    throw refuse(
      '/tabs',
      'Les textes de cet article sont trop longs : 250 Ko au plus en tout.',
      'The texts of this article are too long: at most 250 KB in all.',
    );
}

/** A new article and the write that makes it. @throws 422 */
export function newArticle(tenant: Tenant, typed: Typed, now: Date): { article: Article; write: Write } {
  mustHold(typed);
  const at = now.toISOString();
  const article: Article = {
    ...typed,
    id: newId('art', now),
    saleActions: 0,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  return { article, write: articles.put(tenant, article) };
}

export type ArticleChange = Given<Typed>;

/** The article with a change applied (`null` clears a field), and the write that changes it. @throws 422 */
export function changeArticle(tenant: Tenant, article: Article, change: ArticleChange, now: Date) {
  const { set, remove, changed: kept } = changeOf(article, change);
  const changed = articles.schema.parse({ ...kept, updatedAt: now.toISOString() });
  mustHold(changed);
  const { id, version } = article;
  const write = articles.update(
    tenant,
    { id },
    {
      set: { ...set, updatedAt: changed.updatedAt, version: version + 1 },
      remove,
      when: { equals: { version } },
    },
  );
  return { article: changed, write };
}

/** The write that forgets an article. @throws 409 `article-in-use` while it has sale actions */
export function forgetArticle(tenant: Tenant, { id, saleActions, version }: Article): Write {
  if (saleActions > 0) {
    throw conflict(
      'article-in-use',
      say(
        `Cet article a ${saleActions} action(s) de vente : supprimez-les d’abord, ou gardez-le.`,
        `This article has ${saleActions} sale action(s): delete them first, or keep it.`,
      ),
    );
  }
  return articles.delete(tenant, { id }, { when: { equals: { version, saleActions } } });
}

/** One sale action more, or less: the article cannot go meanwhile. */
export const countSaleActions = (tenant: Tenant, { id }: Pick<Article, 'id'>, more: 1 | -1): Write =>
  articles.update(tenant, { id }, { add: { saleActions: more } });
