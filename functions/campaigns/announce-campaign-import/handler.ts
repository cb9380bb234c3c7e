import { MINUTE } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { newId } from '../../../shared/ids.ts';
import { presignUpload } from '../../../shared/objects/presign.ts';
import { findCampaign } from '../campaign.ts';
import { announce, type CampaignImport, findImport, importKey, viewOf } from '../campaign-import.ts';
import { campaignStates } from '../campaign-states.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, body, actor: { tenant }, now }) => {
    const campaign = await findCampaign(tenant, params.campaignId);
    if (campaign.status !== 'draft') throw campaignStates.refusal(campaign);
    const id = newId('imp', now);
    return {
      status: 201,
      body: { id, status: 'awaiting-upload' as const },
      fresh: { upload: await linkFor(tenant, { id, ...body }) },
      headers: { location: `/v1/campaigns/${campaign.id}/imports/${id}` },
      writes: [announce(tenant, { ...body, id, campaignId: campaign.id }, now)],
    };
  },
  async ({ id }, { params, actor: { tenant }, locale }) => {
    const found = await findImport(tenant, params.campaignId, id);
    const { status } = viewOf(found, locale);
    return status === 'awaiting-upload' ? { status, upload: await linkFor(tenant, found) } : { status };
  },
);

const linkFor = (tenant: Tenant, { id, size, sha256 }: Pick<CampaignImport, 'id' | 'size' | 'sha256'>) =>
  presignUpload({
    bucket: 'imports',
    key: importKey(tenant, id),
    contentType: 'application/octet-stream',
    size,
    sha256,
    seconds: 15 * MINUTE,
  });
