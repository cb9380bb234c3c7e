import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** A link of a mailing's email was followed: by a person, or by what looks at mail for them. */
export const judgeVisit = message(
  'judge-visit',
  z.strictObject({ tenant: tenantId, mailingId: z.string(), key: z.string(), link: z.int() }),
);
