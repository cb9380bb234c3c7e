import * as z from 'zod';
import { entity } from '../table/entity.ts';
import { LOCALES } from '../text.ts';
import { tenantId } from './tenant.ts';

/** A person of the business that an account is. */
export const users = entity({
  name: 'user',
  partition: 'accountId',
  sort: ['id'],
  schema: z.object({
    id: z.string(),
    accountId: tenantId,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    createdAt: z.string(),
    /** What they are written of; all of it unless they chose (`functions/accounts/notices.ts`). */
    notices: z
      .object({ locale: z.enum(LOCALES).optional(), signatureEnded: z.array(z.string()).optional() })
      .optional(),
  }),
});
export type User = z.infer<(typeof users)['schema']>;
