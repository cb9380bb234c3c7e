import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/resume',
  summary: say(
    'Reprend un envoi suspendu ou en échec, là où il en était.',
    'Resumes a mailing that is paused or failed, where it was.',
  ),
  auth: 'user',
  rights: 'mailings:write',
  body: z.strictObject({
    sender: z
      .string()
      .max(40)
      .optional()
      .meta(
        about(
          'Un autre expéditeur pour la suite ; le même sinon.',
          'Another sender for the rest; the same otherwise.',
          'platform',
        ),
      ),
  }),
  returns: { 200: mailingView },
  problems: [409],
  access: ['table:write', 'send:hand-over-mailing'],
});
