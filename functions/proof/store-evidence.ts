import type { Tenant } from '../../shared/identity/tenant.ts';
import { putObject } from '../../shared/objects/objects.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import type { BundleVerification } from './verify.ts';

/**
 * Stores the evidence of a subject; the archive keeps earlier versions.
 * @param found what its verification, as anybody runs it, says of the ZIP
 * @throws when it does not hold: it is then put together again later
 */
export async function storeEvidence(
  tenant: Tenant,
  subject: string,
  zip: Uint8Array,
  { verdict, checks }: Pick<BundleVerification, 'verdict' | 'checks'>,
): Promise<Pinned> {
  if (verdict === 'broken' || verdict === 'unusable') {
    const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
    throw new Error(`The evidence of ${subject} does not hold: ${failed.join(', ')}`);
  }
  return putObject({
    bucket: 'archive',
    key: `${tenant}/${subject}/evidence.zip`,
    bytes: zip,
    contentType: 'application/zip',
  });
}
