import { serve } from '../../../shared/function/http.ts';
import { requests, signersOf, viewOf } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor: { tenant }, now }) => {
  const { status, contactId, documentId, reference, from, to, limit, cursor } = query;
  const of = documentId
    ? { document: documentId }
    : reference
      ? { reference }
      : contactId
        ? { contact: contactId }
        : ('feed' as const);
  const { items, ...more } = await requests.list(tenant, of, {
    now,
    limit,
    cursor,
    made: { prefix: 'sig', from, to },
    where: (request) =>
      (!status || request.status === status) &&
      (!contactId || request.contactId === contactId) &&
      (!reference || request.reference === reference),
  });
  const listed = items.map(async (request) => ({ ...viewOf(request), signers: await signersOf(tenant, request) }));
  return { status: 200, body: { items: await Promise.all(listed), ...more } };
});
