import { serve } from '../../../shared/function/http.ts';
import { newList } from '../list.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor, now }) => {
  const { list, write } = newList(actor.tenant, body, now);
  return { status: 201, body: list, headers: { location: `/v1/lists/${list.id}` }, writes: [write] };
});
