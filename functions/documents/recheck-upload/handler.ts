import { serve } from '../../../shared/function/queue.ts';
import { accept } from '../acceptance.ts';
import { documents, isTooLate, isUndecided, lookAgain, refuse } from '../document.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, documentId: id }, now }) => {
  const document = await documents.get(tenant, { id });
  if (!document || !isUndecided(document)) return [];
  // A file that kills its checker is not given to it for ever.
  if (document.status === 'checking' && isTooLate(document, now)) return refuse(tenant, document, 'not-checked', now);
  const decision = await accept(tenant, document, now);
  if (decision) return decision;
  if (!isTooLate(document, now)) return [lookAgain(tenant, document, now)];
  return refuse(tenant, document, 'never-uploaded', now);
});
