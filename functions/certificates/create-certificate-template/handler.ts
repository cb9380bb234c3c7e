import { serve } from '../../../shared/function/http.ts';
import { newTemplate } from '../template.ts';
import { templateContent } from '../template-content.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant }, now }) => {
  const { content, writes } = await templateContent(tenant, body);
  const made = newTemplate(tenant, content, now);
  return {
    status: 201,
    body: made.template,
    headers: { location: `/v1/certificate-templates/${made.template.id}` },
    writes: [...made.writes, ...writes],
  };
});
