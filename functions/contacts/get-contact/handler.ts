import { serve } from '../../../shared/function/http.ts';
import { findContact } from '../contact.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => ({
  status: 200,
  body: await findContact(actor.tenant, params.contactId),
}));
