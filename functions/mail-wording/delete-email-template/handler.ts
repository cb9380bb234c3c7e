import { serve } from '../../../shared/function/http.ts';
import { findTemplate, forgetTemplate, readChoice } from '../email-template.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => {
  const [template, choice] = await Promise.all([
    findTemplate(actor.tenant, params.emailTemplateId),
    readChoice(actor.tenant),
  ]);
  return { status: 204, body: undefined, writes: forgetTemplate(actor.tenant, template, choice) };
});
