import { serve } from '../../../shared/function/http.ts';
import { headObject } from '../../../shared/objects/objects.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { type Campaign, findCampaign, viewOf } from '../campaign.ts';
import { templatesNamed, variablesOf } from '../campaign-templates.ts';
import { confirmed } from '../campaign-work.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant, userId, keyId }, client, now }) => {
  const campaign = await findCampaign(tenant, params.campaignId);
  // Said twice, it is done once.
  if (campaign.confirmedAt && ['checking', 'issuing', 'completed'].includes(campaign.status))
    return { status: 202, body: viewOf(campaign) };
  variablesOf(await templatesNamed(tenant, campaign.templateIds));
  await mustHaveAttachment(campaign);
  const write = confirmed(tenant, campaign, { userId, keyId, ...client }, now);
  const shown = { ...campaign, status: 'checking' as const, faulty: 0, confirmedAt: now.toISOString() };
  return { status: 202, body: viewOf(shown), writes: [write] };
});

/** @throws 422 when what was attached is no longer there */
async function mustHaveAttachment({ attachment }: Campaign): Promise<void> {
  if (!attachment || (await headObject('documents', attachment.content.key))) return;
  throw invalidField(
    '/attachmentId',
    say(
      `La pièce jointe « ${attachment.filename} » manque : joignez-la de nouveau, ou retirez-la de la campagne.`,
      `The attachment “${attachment.filename}” is missing: attach it again, or take it away from the campaign.`,
    ),
  );
}
