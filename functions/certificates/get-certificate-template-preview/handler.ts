import { serve } from '../../../shared/function/http.ts';
import { shownPreview } from '../preview.ts';
import { findTemplate } from '../template.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { templateId }, actor: { tenant }, locale, now }) => ({
  status: 303,
  body: undefined,
  headers: { location: await shownPreview(tenant, await findTemplate(tenant, templateId), undefined, { locale, now }) },
}));
