import * as z from 'zod';

/** A list as the API shows it. */
export const listView = z.object({
  id: z.string(),
  name: z.string(),
  /** Where its addresses come from, as the business says it. */
  source: z.string().optional(),
  /** How many addresses it holds. */
  addresses: z.int(),
  /** The account whose list it is, when it was shared with this one, which reads it only. */
  sharedBy: z.string().optional(),
  /** The accounts that may read it. */
  sharedWith: z.array(z.string()).optional(),
  createdAt: z.string(),
});
