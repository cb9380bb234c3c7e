import { serve } from '../../../shared/function/http.ts';
import { changeTemplate, findTemplate } from '../template.ts';
import { templateContent } from '../template-content.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { templateId }, body, actor: { tenant }, now }) => {
  const before = await findTemplate(tenant, templateId);
  const { content, writes } = await templateContent(tenant, body, before);
  const changed = changeTemplate(tenant, before, content, now);
  return { status: 200, body: changed.template, writes: [...changed.writes, ...writes] };
});
