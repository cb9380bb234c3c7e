import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignFields, campaignView } from '../campaign-view.ts';

export default http({
  route: 'PATCH /v1/campaigns/{campaignId}',
  summary: say('Modifie une campagne tant qu’elle n’est pas confirmée.', 'Changes a campaign until it is confirmed.'),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    ...z.strictObject(campaignFields).partial().shape,
    tag: campaignFields.tag.nullable().optional(),
    attachmentId: campaignFields.attachmentId.nullable().optional(),
  }),
  returns: { 200: campaignView },
  problems: [409],
  access: ['table:write', 'imports:read', 'documents:write'],
  memory: 1024,
});
