import * as z from 'zod';
import { about, exampleId } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'GET /v1/campaigns',
  summary: say('Liste les campagnes, de la plus récente à la plus ancienne.', 'Lists the campaigns, newest first.'),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject({
    ...listQuery,
    folderId: z
      .string()
      .optional()
      .meta(about('Celles de ce dossier.', 'Those of this folder.', exampleId('fol'))),
    tag: z
      .string()
      .optional()
      .meta(about('Celles de ce mot.', 'Those of this word.', 'promo-2027')),
  }),
  returns: { 200: pageOf(campaignView) },
  access: ['table:read'],
});
