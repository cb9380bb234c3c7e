import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/account',
  summary: say('Montre le compte auquel la clé appartient.', 'Shows the account that the key belongs to.'),
  auth: 'user',
  rights: 'account:read',
  returns: {
    200: z.object({
      id: z.string(),
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      company: z.string().optional(),
      createdAt: z.string(),
    }),
  },
  access: ['table:read'],
});
