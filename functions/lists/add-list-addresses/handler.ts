import { serve } from '../../../shared/function/http.ts';
import { type FieldError, invalid } from '../../../shared/problem/problem.ts';
import { findList, grow } from '../list.ts';
import { getAddresses, type NewAddress, putAddress } from '../list-address.ts';
import { ADDRESS_FAULTS, readAddress } from '../read-address.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, now }) => {
  const list = await findList(tenant, params.listId);
  const given = distinct(body.addresses);
  const there = await getAddresses(
    tenant,
    list.id,
    given.map(({ key }) => key),
  );
  const added = given.filter((_, i) => !there[i]);
  const fields = added.flatMap((address) => Object.keys(address.fields));
  return {
    status: 200,
    body: {
      added: added.length,
      duplicates: body.addresses.length - added.length,
      addresses: list.addresses + added.length,
    },
    writes: added.length
      ? [grow(tenant, list, added.length, fields), ...added.map((address) => putAddress(tenant, list.id, address, now))]
      : [],
  };
});

/** The addresses, each once: its first place wins. @throws 422 naming each that is none */
function distinct(given: readonly ({ email: string } & Record<string, string>)[]): NewAddress[] {
  const found = new Map<string, NewAddress>();
  const errors: FieldError[] = [];
  for (const [i, { email: typed, ...fields }] of given.entries()) {
    const read = readAddress(typed);
    if ('fault' in read) errors.push({ pointer: `/addresses/${i}/email`, detail: ADDRESS_FAULTS[read.fault] });
    else if (!found.has(read.key)) found.set(read.key, { key: read.key, email: read.email, fields });
  }
  if (errors.length) throw invalid(errors);
  return [...found.values()];
}
