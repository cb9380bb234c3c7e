import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import type { Branded } from '../../branding/brand.ts';
import { storeOnce } from '../../proof/store-once.ts';
import { type Certificate, certificates } from '../certificate.ts';
import type { CertificateAct } from '../certificate-acts.ts';
import type { Template } from '../template.ts';
import { badgeSigner, signerOf } from './badge-keys.ts';
import { signedCredential } from './credential-jwt.ts';
import { keyUrlOf } from './issuer-did.ts';
import { openBadge } from './open-badge.ts';
import { statusListUrl } from './status-list.ts';
import { takePlace } from './status-places.ts';

/**
 * The one signed badge of a certificate, and the act that tells of it. A second run finds the first one's, and its place
 * in the list of revoked ones.
 * @throws ConditionFailed when another run gives it a place at this very moment: the job looks again
 */
export async function signedBadge(
  tenant: Tenant,
  certificate: Certificate,
  { template, brand, now }: { template: Template; brand: Branded; now: Date },
): Promise<{ set: Required<Pick<Certificate, 'badged' | 'statusPlace'>>; act: CertificateAct }> {
  const { id } = certificate;
  const statusPlace =
    certificate.statusPlace ??
    (await takePlace(tenant, id, (found) =>
      certificates.update(tenant, { id }, { set: { statusPlace: found }, when: { missing: ['statusPlace'] } }),
    ));
  const badge = await storeOnce(`${tenant}/${id}/badge.jwt`, 'text/plain', async () => {
    const { key, sign } = await badgeSigner(now);
    const about = { account: tenant, business: brand.name, template, place: statusPlace };
    return Buffer.from(await signedCredential(openBadge(certificate, about), keyUrlOf(tenant, key), sign));
  });
  // What is stored is read again: nothing is called signed that is not, be it by a key that signs no more.
  const signer = await signerOf(Buffer.from(await getPinned(badge)).toString());
  if (!signer) throw new Error(`The badge ${badge.key} is not signed by a key of ours`);
  const act: CertificateAct = {
    act: 'badged',
    actor: { kind: 'system' },
    at: now,
    details: {
      badgeSha256: badge.sha256,
      publicKey: signer.publicKey,
      statusList: statusListUrl(tenant, statusPlace.list),
      statusListIndex: statusPlace.place,
    },
  };
  return { set: { badged: badge, statusPlace }, act };
}
