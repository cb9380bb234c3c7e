import * as z from 'zod';

/** A customer, a supplier, or somebody in the directory. */
export const contactKind = z.enum(['customer', 'supplier', 'directory']);

/** A contact as the API shows it. */
export const contactView = z.object({
  id: z.string(),
  kind: contactKind,
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  company: z.string().optional(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
