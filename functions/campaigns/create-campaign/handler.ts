import { serve } from '../../../shared/function/http.ts';
import { useFile } from '../../certificates/certificate-file.ts';
import { findFolder } from '../../certificates/folder.ts';
import { newCampaign, viewOf } from '../campaign.ts';
import { templatesNamed, variablesOf } from '../campaign-templates.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body: { attachmentId, tag, ...body }, actor: { tenant }, now }) => {
  await findFolder(tenant, body.folderId);
  variablesOf(await templatesNamed(tenant, body.templateIds));
  const used = attachmentId ? await useFile(tenant, attachmentId, '/attachmentId') : undefined;
  const given = { ...body, ...(tag && { tag }), ...(attachmentId && used && { attachmentId, attachment: used.file }) };
  const { campaign, write } = newCampaign(tenant, given, now);
  return {
    status: 201,
    body: viewOf(campaign),
    headers: { location: `/v1/campaigns/${campaign.id}` },
    writes: [write, ...(used?.writes ?? [])],
  };
});
