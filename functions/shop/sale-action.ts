import * as z from 'zod';
import { instantOf } from '../../shared/fields/wall-time.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { conflict, invalidField, notFound } from '../../shared/problem/problem.ts';
import { changeOf, type Given } from '../../shared/table/change-of.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { type Article, countSaleActions } from './article.ts';
import { saleActionView } from './sale-action-view.ts';
import { freeSlug, giveUpSlug, takeSlug } from './shop-page.ts';

/** A way in which an article is sold or given: at a price, for a time, to so many, on a page of its own. */
export const saleActions = entity({
  name: 'sale-action',
  partition: 'id',
  lists: { article: 'articleId' },
  schema: saleActionView.extend({
    /** Addresses that its page had before. */
    formerSlugs: z.array(z.string()),
    /** Whether anything was ever sold by it. */
    hasSold: z.boolean(),
    /** Moves with every change of what was typed; what is sold moves the counts alone. */
    version: z.int(),
  }),
});
export type SaleAction = z.infer<(typeof saleActions)['schema']>;

const ID = /^sac_[0-9a-z]{26}$/;

const unknownAction = () => notFound(say('Cette action de vente n’existe pas.', 'This sale action does not exist.'));

/** A sale action, as it is now. */
export const getSaleAction = async (tenant: Tenant, id: string): Promise<SaleAction | undefined> =>
  ID.test(id) ? saleActions.get(tenant, { id }) : undefined;

/** @throws 404, for another account's too, and for another article's */
export async function findSaleAction(tenant: Tenant, id: string, articleId?: string): Promise<SaleAction> {
  const action = await getSaleAction(tenant, id);
  if (!action || (articleId !== undefined && action.articleId !== articleId)) throw unknownAction();
  return action;
}

/** Whether it sells at a moment, and why not. */
export type SaleState = 'on-sale' | 'not-yet' | 'over' | 'closed' | 'sold-out';

export const opening = ({ opensAt }: Pick<SaleAction, 'opensAt'>): Date | undefined => opensAt && instantOf(opensAt);
/** What ends at a time that comes twice ends the second time. */
export const ending = ({ closesAt }: Pick<SaleAction, 'closesAt'>): Date | undefined =>
  closesAt && instantOf(closesAt, 'last');

export function saleStateAt(action: SaleAction, now: Date): SaleState {
  const [opens, closes] = [opening(action), ending(action)];
  if (action.closed) return 'closed';
  if (opens && now < opens) return 'not-yet';
  if (closes && now >= closes) return 'over';
  return action.left !== undefined && action.left < 1 ? 'sold-out' : 'on-sale';
}

/** Redirections followed, so that chains end whatever they came to be. */
const LONGEST_CHAIN = 20;

/** The actions that one leads to, in turn: none twice. */
export async function chainFrom(tenant: Tenant, action: Pick<SaleAction, 'id' | 'redirectTo'>): Promise<SaleAction[]> {
  const chain: SaleAction[] = [];
  const seen = new Set([action.id]);
  for (let next = action.redirectTo; next && !seen.has(next) && chain.length < LONGEST_CHAIN; ) {
    seen.add(next);
    const found = await getSaleAction(tenant, next);
    if (!found) break;
    chain.push(found);
    next = found.redirectTo;
  }
  return chain;
}

type Typed = Omit<
  SaleAction,
  'id' | 'articleId' | 'left' | 'held' | 'sold' | 'createdAt' | 'updatedAt' | 'formerSlugs' | 'hasSold' | 'version'
>;
export type TypedSaleAction = Omit<Typed, 'slug'> & { slug?: string | undefined };

/** @throws 422 where what is typed does not go together */
function mustHold(action: Omit<Typed, 'slug'>): void {
  const refuse = (pointer: string, fr: string, en: string) => invalidField(pointer, say(fr, en));
  const [opens, closes] = [opening(action), ending(action)];
  if (opens && closes && closes <= opens)
    throw refuse('/closesAt', 'La vente finit avant de commencer.', 'The sale ends before it begins.');
  const { price, shipping } = action;
  const fees = [shipping?.restOfWorld, ...(shipping?.countries ?? []).map(({ amount }) => amount)];
  if (!price && fees.some((amount) => amount))
    throw refuse(
      '/price',
      'Un port payant demande un prix : donnez-en un, 0 s’il le faut, avec son taux de TVA.',
      'Shipping that is paid needs a price: give one, 0 if need be, with its rate of VAT.',
    );
  const countries = (shipping?.countries ?? []).map(({ country }) => country);
  if (new Set(countries).size < countries.length)
    throw refuse('/shipping/countries', 'Un pays y figure deux fois.', 'A country stands there twice.');
}

/** A new sale action of an article, and the writes that make it. @throws 422; 409 */
export async function newSaleAction(tenant: Tenant, article: Article, typed: TypedSaleAction, now: Date) {
  mustHold(typed);
  const at = now.toISOString();
  const id = newId('sac', now);
  const slug = typed.slug ?? (await freeSlug(tenant, article.title));
  const action: SaleAction = {
    ...typed,
    id,
    articleId: article.id,
    slug,
    ...(typed.capacity !== undefined && { left: typed.capacity }),
    held: 0,
    sold: 0,
    hasSold: false,
    formerSlugs: [],
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  const writes = [
    saleActions.put(tenant, action),
    countSaleActions(tenant, article, 1),
    ...(await takeSlug(tenant, slug, id)),
  ];
  return { action, writes };
}

export type SaleActionChange = Given<Typed>;

/** The sale action with a change applied (`null` clears a field), and the writes that change it. @throws 422; 409 */
export async function changeSaleAction(tenant: Tenant, action: SaleAction, change: SaleActionChange, now: Date) {
  const { set, remove, changed: kept } = changeOf(action, change);
  const { id, version, slug, held, sold, capacity: before } = action;
  const changed: SaleAction = saleActions.schema.parse({
    ...kept,
    updatedAt: now.toISOString(),
    ...(change.slug && change.slug !== slug && { formerSlugs: [...action.formerSlugs, slug] }),
  });
  mustHold(changed);
  const isCounted = changed.capacity !== before;
  const left = changed.capacity === undefined ? undefined : changed.capacity - held - sold;
  if (left !== undefined && left < 0 && isCounted) throw tooFew(held + sold);
  const { left: _, ...rest } = changed;
  const after: SaleAction = { ...rest, ...(left !== undefined && { left }) };
  const { updatedAt, formerSlugs } = after;
  const write = saleActions.update(
    tenant,
    { id },
    {
      set: { ...set, updatedAt, formerSlugs, version: version + 1, ...(isCounted && { left }) },
      remove: [...remove, ...(isCounted && left === undefined ? ['left'] : [])],
      // What is sold meanwhile changes what is left of another capacity.
      when: { equals: { version, ...(isCounted && { held, sold }) } },
    },
  );
  return { action: after, writes: [write, ...(change.slug ? await takeSlug(tenant, change.slug, id) : [])] };
}

const tooFew = (gone: number) =>
  invalidField(
    '/capacity',
    say(
      `${gone} sont déjà vendus ou retenus : donnez au moins ce nombre.`,
      `${gone} are sold or held already: give at least that number.`,
    ),
  );

/** The writes that forget a sale action. @throws 409 `sold-already` once it has sold, or while it holds places */
export function forgetSaleAction(
  tenant: Tenant,
  { id, articleId, slug, formerSlugs, hasSold, held, version }: SaleAction,
) {
  if (hasSold || held > 0) {
    throw conflict(
      'sold-already',
      say(
        'Cette action a vendu, ou retient des places : clôturez-la (`closed`) au lieu de la supprimer.',
        'This action has sold, or holds places: close it (`closed`) instead of deleting it.',
      ),
    );
  }
  return [
    saleActions.delete(tenant, { id }, { when: { equals: { hasSold: false, held: 0, version } } }),
    countSaleActions(tenant, { id: articleId }, -1),
    // A slug that was taken again is among the former ones too.
    ...[...new Set([slug, ...formerSlugs])].map((each) => giveUpSlug(tenant, each)),
  ];
}

const soldOut = (left: number) =>
  conflict(
    'sold-out',
    left > 0
      ? say(`Il n’en reste que ${left} : demandez-en moins.`, `Only ${left} are left: ask for fewer.`)
      : say('Complet : il n’en reste plus.', 'Sold out: none are left.'),
  );

type Counted = Pick<SaleAction, 'id' | 'left'>;

/**
 * The write that changes the counts of a sale action: never below nothing, never beyond its capacity. A job whose
 * condition failed looks again.
 */
function counting(
  tenant: Tenant,
  { id, left }: Counted,
  { held = 0, sold = 0 }: { held?: number; sold?: number },
  set: { hasSold?: true } = {},
): Write {
  const taken = held + sold;
  if (left !== undefined && taken > left) throw soldOut(left);
  return saleActions.update(
    tenant,
    { id },
    {
      ...(Object.keys(set).length && { set }),
      add: { ...(held && { held }), ...(sold && { sold }), ...(left !== undefined && taken && { left: -taken }) },
      when: {
        ...(left === undefined && { missing: ['left'] }),
        atLeast: {
          ...(held < 0 && { held: -held }),
          ...(sold < 0 && { sold: -sold }),
          ...(left !== undefined && { left: Math.max(taken, 0) }),
        },
      },
    },
  );
}

/** Keeps so many for an order under way. @throws 409 `sold-out` */
export const hold = (tenant: Tenant, action: Counted, many: number): Write => counting(tenant, action, { held: many });

/** Gives back what was held: the order ended without a sale. */
export const release = (tenant: Tenant, action: Counted, many: number): Write =>
  counting(tenant, action, { held: -many });

/** What was held is sold. */
export const sellHeld = (tenant: Tenant, action: Counted, many: number): Write =>
  counting(tenant, action, { held: -many, sold: many }, { hasSold: true });

/** Sells what nothing held. @throws 409 `sold-out` */
export const sell = (tenant: Tenant, action: Counted, many: number): Write =>
  counting(tenant, action, { sold: many }, { hasSold: true });

/** What was sold is taken back: the whole order was refunded. */
export const takeBack = (tenant: Tenant, action: Counted, many: number): Write =>
  counting(tenant, action, { sold: -many });
