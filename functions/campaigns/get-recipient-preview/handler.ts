import { serve } from '../../../shared/function/http.ts';
import { invalid, invalidField } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { shownPreview } from '../../certificates/preview.ts';
import { findCampaign } from '../campaign.ts';
import { templatesNamed } from '../campaign-templates.ts';
import { missingValues } from '../check-recipient.ts';
import { findRecipient } from '../recipient.ts';
import { faultText } from '../recipient-faults.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, query, actor: { tenant }, locale, now }) => {
  const campaign = await findCampaign(tenant, params.campaignId);
  const templates = await templatesNamed(tenant, campaign.templateIds);
  const template = query.templateId ? templates.find(({ id }) => id === query.templateId) : templates[0];
  if (!template) throw invalidField('?templateId', NOT_OF_IT);
  const { values } = await findRecipient(tenant, campaign.id, params.recipientId);
  const missing = missingValues(template, values);
  if (missing.length > 0)
    throw invalid(missing.map((fault) => ({ pointer: `/values/${fault.variable}`, detail: faultText(fault) })));
  return {
    status: 303,
    body: undefined,
    headers: { location: await shownPreview(tenant, template, values, { locale, now }) },
  };
});

const NOT_OF_IT = say('Ce modèle n’est pas de cette campagne.', 'This template is not one of this campaign.');
