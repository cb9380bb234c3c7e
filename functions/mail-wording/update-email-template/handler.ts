import { serve } from '../../../shared/function/http.ts';
import { findTemplate, readChoice, shown } from '../email-template.ts';
import { changeTemplate } from '../email-template-change.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, locale, now }) => {
  const [before, chosen] = await Promise.all([
    findTemplate(actor.tenant, params.emailTemplateId),
    readChoice(actor.tenant),
  ]);
  const { template, choice, removed, writes } = changeTemplate(actor.tenant, before, body, chosen, now);
  return { status: 200, body: { ...shown(template, choice, locale), removed }, writes };
});
