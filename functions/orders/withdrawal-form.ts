import * as z from 'zod';

/** A declaration of withdrawal, as the law has it: who, which contract, and where the receipt goes. */
export const withdrawalForm = z.object({
  name: z.string().trim().min(1).max(200),
  contract: z.string().trim().min(1).max(500),
  email: z.string().max(254),
});
