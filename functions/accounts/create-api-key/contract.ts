import * as z from 'zod';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { keyView, right } from '../key-view.ts';

export default http({
  route: 'POST /v1/api-keys',
  summary: 'Crée une clé d’API, montrée une seule fois.',
  description:
    'La clé reçoit les droits demandés ; à défaut ceux du partenaire (`thirdParty`) ; à défaut ceux de la clé qui la crée. Jamais plus que cette dernière.',
  auth: 'user',
  rights: 'account:write',
  body: z.strictObject({
    name: line(80),
    thirdParty: line(80).optional(),
    rights: z.array(right).min(1).max(20).optional(),
  }),
  returns: { 201: keyView.extend({ key: z.string() }) },
  answersSecret: true,
  access: ['table:write'],
});
