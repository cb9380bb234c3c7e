import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import { templateView } from './email-template-view.ts';

/** The words of one mail that goes to many: kept once, as they were when it was decided, and never changed. */
export const keptWordings = entity({
  name: 'kept-wording',
  partition: 'of',
  schema: z.object({
    /** The id of what is sent. */
    of: z.string(),
    languages: templateView.shape.languages,
    /** The addresses to which its links lead, by number, where they lead through ours. */
    links: z.array(z.string()).optional(),
  }),
});
export type KeptWording = z.infer<(typeof keptWordings)['schema']>;

export const findKeptWording = async (tenant: Tenant, of: string): Promise<KeptWording> => {
  const found = await keptWordings.get(tenant, { of });
  if (!found) throw new Error(`The words of ${of} are not kept`);
  return found;
};
