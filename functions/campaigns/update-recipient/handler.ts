import { serve } from '../../../shared/function/http.ts';
import { findCampaign, grown, mustBeDraft } from '../campaign.ts';
import { templatesNamed, variablesOf } from '../campaign-templates.ts';
import { correctRecipient, findRecipient, viewOfRecipient } from '../recipient.ts';
import { typedValues } from '../typed-values.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, locale }) => {
  const campaign = await findCampaign(tenant, params.campaignId);
  mustBeDraft(campaign);
  const before = await findRecipient(tenant, campaign.id, params.recipientId);
  const variables = variablesOf(await templatesNamed(tenant, campaign.templateIds));
  const given = body.values ?? {};
  const kept = Object.entries(before.values).filter(([name]) => !(name in given));
  const values = { ...Object.fromEntries(kept), ...typedValues(variables, given, '/values') };
  const email = body.email ?? before.email;
  const { faults: _, ...rest } = before;
  return {
    status: 200,
    body: viewOfRecipient({ ...rest, email, values, status: 'planned' }, locale),
    writes: [correctRecipient(tenant, before, { email, values }), grown(tenant, campaign, 0, 0)],
  };
});
