import { serve } from '../../../shared/function/http.ts';
import { changeContact, findContact } from '../contact.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, now }) => {
  const before = await findContact(actor.tenant, params.contactId);
  const { contact, writes } = changeContact(actor.tenant, before, body, now);
  return { status: 200, body: contact, writes };
});
