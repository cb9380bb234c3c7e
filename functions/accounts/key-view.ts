import * as z from 'zod';
import { RIGHTS } from '../../shared/identity/rights.ts';

/** A right, or `*`: all of them. */
export const right = z.enum(['*', ...RIGHTS]);

/** An API key as its account sees it, without its secret. */
export const keyView = z.object({
  id: z.string(),
  name: z.string(),
  thirdParty: z.string().optional(),
  rights: z.array(right),
  createdAt: z.string(),
  revokedAt: z.string().optional(),
});
