import { serve } from '../../../shared/function/http.ts';
import { findContact, forgetContact } from '../contact.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => {
  const contact = await findContact(actor.tenant, params.contactId);
  return { status: 204, body: undefined, writes: forgetContact(actor.tenant, contact) };
});
