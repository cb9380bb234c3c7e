import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { grantCapability, unknownLink, useCapability } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Certificate, findCertificate } from './certificate.ts';

/** The link of a holder: by it they activate, keep and share a certificate. Seconds. */
const LINK = { purpose: 'certificate', lasts: 20 * 365 * DAY } as const;

/** The paths of a holder's pages. */
export const certificatePath = (token: string, page: '' | '/file' | '/proof' = '') => `/certificates/${token}${page}`;

/** The link of a mail, which stands nowhere else, and the write that makes it work. */
export function linkFor(tenant: Tenant, { id, round = 0 }: Pick<Certificate, 'id' | 'round'>, now: Date) {
  const { purpose, lasts } = LINK;
  const { token, write } = grantCapability({
    tenant,
    purpose,
    subject: { certificateId: id, round: String(round) },
    until: after(now, lasts),
  });
  return { link: config.publicUrl() + certificatePath(token), write };
}

/** The certificate that a link opens; the one that took its place, if one did. @throws 404, 410 */
export async function heldBy(
  token: string,
  now: Date,
): Promise<{ tenant: Tenant; certificate: Certificate; replaced?: Certificate }> {
  const { tenant, subject } = await useCapability(token, LINK.purpose, now);
  const first = await findCertificate(tenant, subject.certificateId ?? '');
  // It went to an address that was corrected since.
  if ((subject.round ?? '0') !== String(first.round ?? 0)) throw unknownLink();
  let certificate = first;
  while (certificate.replacedBy) {
    const next = await findCertificate(tenant, certificate.replacedBy);
    if (!next.sealed) break;
    certificate = next;
  }
  return { tenant, certificate, ...(certificate !== first && { replaced: first }) };
}
