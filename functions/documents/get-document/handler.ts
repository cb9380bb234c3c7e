import { serve } from '../../../shared/function/http.ts';
import { findDocument, viewOf } from '../document.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor, locale }) => ({
  status: 200,
  body: viewOf(await findDocument(actor.tenant, params.documentId), locale),
}));
