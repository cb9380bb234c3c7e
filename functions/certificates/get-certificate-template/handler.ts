import { serve } from '../../../shared/function/http.ts';
import { findTemplate } from '../template.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { templateId }, actor: { tenant } }) => ({
  status: 200,
  body: await findTemplate(tenant, templateId),
}));
