import * as z from 'zod';
import { type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';

/** What mail reads of a user's row. Accounts own it and write it; they stand above mail, which may not read their nouns. */
const users = entity({
  name: 'user',
  partition: 'accountId',
  sort: ['id'],
  schema: z.object({ id: z.string(), accountId: tenantId, email: z.string(), firstName: z.string() }),
});

/** A user of the account, if there is one of this id. */
export const accountUser = (tenant: Tenant, id: string) => users.get(tenant, { accountId: tenant, id });
