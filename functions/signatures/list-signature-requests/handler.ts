import { serve } from '../../../shared/function/http.ts';
import { requests, viewOf } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor, now }) => {
  const { status, contactId, documentId, limit, cursor } = query;
  const of = documentId ? { document: documentId } : contactId ? { contact: contactId } : ('feed' as const);
  const page = await requests.list(actor.tenant, of, {
    now,
    limit,
    cursor,
    where: (request) => (!status || request.status === status) && (!contactId || request.contactId === contactId),
  });
  return { status: 200, body: { ...page, items: page.items.map(viewOf) } };
});
