import { serve } from '../../../shared/function/http.ts';
import { readChoice, shown } from '../email-template.ts';
import { newTemplate } from '../email-template-change.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor, locale, now }) => {
  const before = await readChoice(actor.tenant);
  const { template, choice, removed, writes } = newTemplate(actor.tenant, body, before, now);
  return {
    status: 201,
    body: { ...shown(template, choice, locale), removed },
    headers: { location: `/v1/email-templates/${template.id}` },
    writes,
  };
});
