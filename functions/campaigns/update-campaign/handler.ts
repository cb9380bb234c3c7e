import { serve } from '../../../shared/function/http.ts';
import { useFile } from '../../certificates/certificate-file.ts';
import { changeCampaign, findCampaign, viewOf } from '../campaign.ts';
import { templatesNamed, variablesOf } from '../campaign-templates.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { campaignId }, body, actor: { tenant }, now }) => {
  const before = await findCampaign(tenant, campaignId);
  if (body.templateIds) variablesOf(await templatesNamed(tenant, body.templateIds));
  const used = body.attachmentId ? await useFile(tenant, body.attachmentId, '/attachmentId') : undefined;
  const attachment = body.attachmentId === undefined ? undefined : (used?.file ?? null);
  const { campaign, write } = changeCampaign(tenant, before, { ...body, attachment }, now);
  return { status: 200, body: viewOf(campaign), writes: [write, ...(used?.writes ?? [])] };
});
