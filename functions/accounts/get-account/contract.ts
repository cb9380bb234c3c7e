import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'GET /v1/account',
  summary: 'Montre le compte auquel la clé appartient.',
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
