import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

/** The lines of a statement are to be noted and matched, from where that has got to. */
export const matchBankStatement = message(
  'match-bank-statement',
  z.strictObject({ tenant: tenantId, statementId: z.string() }),
);
