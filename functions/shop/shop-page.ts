import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { conflict, invalidField } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { isReserved } from '../accounts/directory.ts';
import { slugOf } from './slug.ts';

/** Which sale action has which page of an account's directory. Addresses that it had before lead to it still. */
const pages = entity({
  name: 'shop-page',
  partition: 'slug',
  schema: z.object({ slug: z.string(), saleActionId: z.string() }),
});

/** Pages of one title that are looked at for a free number. */
const MOST_NUMBERED = 200;

/** The sale action whose page has, or had, this address. */
export const saleActionAt = async (tenant: Tenant, slug: string): Promise<string | undefined> =>
  (await pages.get(tenant, { slug }))?.saleActionId;

/** The writes that give a page an address. @throws 422 for a reserved one; 409 `page-address-taken` */
export async function takeSlug(tenant: Tenant, slug: string, saleActionId: string): Promise<Write[]> {
  if (isReserved(slug)) {
    throw invalidField(
      '/slug',
      say('Cette adresse est réservée. Choisissez-en une autre.', 'This address is reserved. Choose another.'),
    );
  }
  const holder = await saleActionAt(tenant, slug);
  if (holder === saleActionId) return [];
  if (holder) {
    throw conflict(
      'page-address-taken',
      say(`Une autre action a déjà la page « ${slug} ».`, `Another action has the page “${slug}” already.`),
    );
  }
  return [pages.put(tenant, { slug, saleActionId })];
}

/** An address made of a title that no other page has: the first number that is free after it. */
export async function freeSlug(tenant: Tenant, title: string): Promise<string> {
  const base = slugOf(title);
  for (let number = 1; number <= MOST_NUMBERED; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!isReserved(slug) && !(await saleActionAt(tenant, slug))) return slug;
  }
  return slugOf('');
}

export const giveUpSlug = (tenant: Tenant, slug: string): Write => pages.delete(tenant, { slug });
