import { serve } from '../../../shared/function/http.ts';
import { newContact } from '../contact.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor, now }) => {
  const { contact, writes } = newContact(actor.tenant, body, now);
  return { status: 201, body: contact, headers: { location: `/v1/contacts/${contact.id}` }, writes };
});
