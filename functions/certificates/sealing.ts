import { soundSeal } from '../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { getPinned } from '../../shared/objects/objects.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import { say } from '../../shared/text.ts';
import type { Branded } from '../branding/brand.ts';
import { sealOnce } from '../proof/seal-once.ts';
import { sealedTold } from '../proof/sealed-file.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateAct } from './certificate-acts.ts';
import { drawCertificate } from './drawing/draw-certificate.ts';
import { shownOf } from './own-values.ts';
import type { Template } from './template.ts';
import { designOf } from './template-design.ts';
import { verifyUrl } from './verify-url.ts';

/**
 * The one sealed PDF of a certificate, and the act that tells of it. A second run finds the first one's: whoever is
 * killed after sealing makes no other.
 */
export async function sealed(
  tenant: Tenant,
  certificate: Certificate,
  template: Template,
  brand: Branded,
  now: Date,
): Promise<{ sealed: Pinned; act: CertificateAct }> {
  const { id, chain, locale, holder } = certificate;
  const draw = async () => ({
    pdf: await drawCertificate(designOf(template, brand), shownOf(certificate, template, brand.name), {
      ...{ title: `${certificate.certificate} – ${holder}`, id, link: verifyUrl(certificate), locale },
      issuedAt: new Date(certificate.issuedAt),
    }),
    // One page, as it was designed: the seal shows nothing, and readers tell of it in their panel.
    seal: { chainHead: chain, reason: say(`Certificat ${id}`, `Certificate ${id}`)[locale], signerName: brand.name },
  });
  const pinned = await sealOnce(`${tenant}/${id}/certificate.pdf`, draw, now);
  // Nothing is called sealed before the stored bytes have been read again and found sound.
  const seal = await soundSeal(await getPinned(pinned));
  if (seal.value.chainHead?.hash !== chain.hash) throw new Error(`The seal of ${id} states another chain`);
  const act: CertificateAct = {
    act: 'sealed',
    actor: { kind: 'system' },
    at: now,
    details: { filename: certificate.filename, ...sealedTold(pinned, seal) },
  };
  return { sealed: pinned, act };
}
