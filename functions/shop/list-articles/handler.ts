import { serve } from '../../../shared/function/http.ts';
import { articles } from '../article.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor, now }) => ({
  status: 200,
  body: await articles.list(actor.tenant, 'feed', { ...query, now }),
}));
