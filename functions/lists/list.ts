import * as z from 'zod';
import { after, MINUTE } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { conflict, notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueAt, dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { clearList } from './commands/clear-list.ts';
import { listStates } from './list-states.ts';
import { listView } from './list-view.ts';

/** Addresses that belong together, for a reason that its business has. */
export const lists = entity({
  name: 'list',
  partition: 'id',
  feed: true,
  states: listStates,
  dues: { clear: ['deleted'] },
  schema: listView
    .omit({ sharedBy: true, sharedWith: true })
    .extend({ status: listStates.schema, fields: z.array(z.string()) }),
});
export type List = z.infer<(typeof lists)['schema']>;

const ID = /^lst_[0-9a-z]{26}$/;
/** Fields that the addresses of one list may have between them: the columns of its exports. */
const MOST_FIELDS = 100;

export const unknownList = () => notFound(say('Cette liste n’existe pas.', 'This list does not exist.'));

/** A list that is there. */
export async function getList(tenant: Tenant, id: string): Promise<List | undefined> {
  const list = ID.test(id) ? await lists.get(tenant, { id }) : undefined;
  return list?.status === 'open' ? list : undefined;
}

/** A list of the account's own, which it may change. @throws 404, for another account's list too, shared or not */
export async function findList(tenant: Tenant, id: string): Promise<List> {
  const list = await getList(tenant, id);
  if (!list) throw unknownList();
  return list;
}

export function newList(tenant: Tenant, given: Pick<List, 'name' | 'source'>, now: Date): { list: List; write: Write } {
  const list: List & { status: 'open' } = {
    ...given,
    id: newId('lst', now),
    status: 'open',
    addresses: 0,
    fields: [],
    createdAt: now.toISOString(),
  };
  return { list, write: lists.put(tenant, list) };
}

/** Addresses more, or fewer, in a list, with fields that it may not have had. @throws 409 `too-many-fields`; 404 once it is deleted */
export function grow(tenant: Tenant, list: List, more: number, named: Iterable<string>): Write {
  const known = new Set(list.fields);
  const added = [...new Set(named)].filter((name) => !known.has(name));
  const fields = [...list.fields, ...added];
  if (fields.length > MOST_FIELDS) {
    throw conflict(
      'too-many-fields',
      say(
        `Une liste a au plus ${MOST_FIELDS} champs différents : ne gardez que les colonnes utiles.`,
        `A list has at most ${MOST_FIELDS} different fields: keep the columns that are needed only.`,
      ),
    );
  }
  return lists.update(
    tenant,
    { id: list.id },
    {
      add: { addresses: more },
      ...(added.length && { set: { fields } }),
      when: { equals: { status: 'open', ...(added.length && { fields: list.fields }) } },
    },
  );
}

const clearing = (tenant: Tenant, { id }: List) => outgoing(clearList, { tenant, listId: id });

export const deleteList = (tenant: Tenant, list: List, now: Date): Write =>
  lists.move(tenant, list, 'delete', { due: { clear: dueNow(clearing(tenant, list), now) } });

/** More is to be cleared, at once; or a last look, once whatever still wrote to the list has ended. */
export const clearAgain = (tenant: Tenant, list: List, isEmpty: boolean, now: Date): Write =>
  lists.update(
    tenant,
    { id: list.id },
    {
      due: {
        clear: isEmpty ? dueAt(clearing(tenant, list), after(now, LAST_LOOK)) : dueNow(clearing(tenant, list), now),
      },
      ...(isEmpty && { set: { addresses: 0 } }),
    },
  );
const LAST_LOOK = 5 * MINUTE;

export const forget = (tenant: Tenant, { id }: List): Write => lists.delete(tenant, { id });
