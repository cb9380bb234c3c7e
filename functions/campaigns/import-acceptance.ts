import type { Tenant } from '../../shared/identity/tenant.ts';
import { headObject } from '../../shared/objects/objects.ts';
import type { Write } from '../../shared/table/transact.ts';
import { arrived, type CampaignImport, importKey, refuse } from './campaign-import.ts';

/** Decides whether what was uploaded is the announced file; undefined when nothing was. */
export async function accept(tenant: Tenant, doing: CampaignImport, now: Date): Promise<Write | undefined> {
  const file = await headObject('imports', importKey(tenant, doing.id));
  if (!file) return undefined;
  const isSame = file.size === doing.size && file.sha256 === doing.sha256;
  return isSame ? arrived(tenant, doing, file, now) : refuse(tenant, doing, 'other-content', now);
}
