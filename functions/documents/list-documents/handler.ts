import { serve } from '../../../shared/function/http.ts';
import { findContact } from '../../contacts/contact.ts';
import { documents, viewOf } from '../document.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, query: { from, to, ...page }, actor: { tenant }, locale, now }) => {
    const { id: contact } = await findContact(tenant, params.contactId);
    const { items, ...rest } = await documents.list(
      tenant,
      { contact },
      { ...page, now, made: { prefix: 'doc', from, to } },
    );
    return { status: 200, body: { ...rest, items: items.map((document) => viewOf(document, locale)) } };
  },
);
