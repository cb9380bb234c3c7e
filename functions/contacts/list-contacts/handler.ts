import { serve } from '../../../shared/function/http.ts';
import { contacts } from '../contact.ts';
import { searchContacts } from '../search-contacts.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { search, kind, limit, cursor }, actor, now }) => ({
  status: 200,
  body:
    search === undefined
      ? await contacts.list(actor.tenant, 'feed', {
          now,
          limit,
          cursor,
          where: (contact) => !kind || contact.kind === kind,
        })
      : await searchContacts(actor.tenant, { search, kind, limit, cursor }),
}));
