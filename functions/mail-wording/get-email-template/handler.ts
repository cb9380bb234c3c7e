import { serve } from '../../../shared/function/http.ts';
import { findTemplate, readChoice, shown } from '../email-template.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor, locale }) => {
  const [template, choice] = await Promise.all([
    findTemplate(actor.tenant, params.emailTemplateId),
    readChoice(actor.tenant),
  ]);
  return { status: 200, body: shown(template, choice, locale) };
});
