import * as z from 'zod';
import { exampleId, idOf } from '../shared/fields/about.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What becomes of a certificate. */
export const certificateFacts = facts({
  subject: 'certificate',
  version: 1,
  kinds: {
    issued: say('Un certificat est scellé, et son e-mail part.', 'A certificate is sealed, and its email leaves.'),
    activated: say('Son titulaire l’a activé.', 'Its holder has activated it.'),
    revoked: say('Un certificat est révoqué.', 'A certificate is revoked.'),
  },
  data: z.object({
    certificateId: idOf('crt', 'Le certificat.', 'The certificate.'),
    campaignId: idOf('cmp', 'Sa campagne.', 'Its campaign.').optional(),
    replacedBy: idOf('crt', 'Celui qui le remplace.', 'The one that takes its place.').optional(),
  }),
  sample: { certificateId: exampleId('crt'), campaignId: exampleId('cmp') },
});
