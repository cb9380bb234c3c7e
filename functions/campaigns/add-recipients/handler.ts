import { serve } from '../../../shared/function/http.ts';
import { findCampaign, grown, mustBeDraft } from '../campaign.ts';
import { templatesNamed, variablesOf } from '../campaign-templates.ts';
import { putRecipient, viewOfRecipient } from '../recipient.ts';
import { typedValues } from '../typed-values.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { campaignId }, body, actor: { tenant }, locale }) => {
  const campaign = await findCampaign(tenant, campaignId);
  mustBeDraft(campaign);
  const variables = variablesOf(await templatesNamed(tenant, campaign.templateIds));
  const added = body.recipients.map(({ email, values }, i) => ({
    number: campaign.next + i,
    email,
    values: typedValues(variables, values, `/recipients/${i}/values`),
  }));
  const rows = added.map((each) => viewOfRecipient({ ...each, chunk: '', status: 'planned' }, locale));
  return {
    status: 201,
    body: { recipients: rows },
    writes: [
      grown(tenant, campaign, added.length, added.length),
      ...added.map((each) => putRecipient(tenant, campaign.id, each)),
    ],
  };
});
