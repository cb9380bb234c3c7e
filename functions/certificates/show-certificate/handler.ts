import { serve } from '../../../shared/function/page.tsx';
import { badgeUrlsOf } from '../badge/badge-urls.ts';
import { isExpired } from '../certificate.ts';
import { certificatePath, heldBy } from '../certificate-link.ts';
import { issuerOf } from '../template-design.ts';
import { verifyUrl } from '../verify-url.ts';
import contract from './contract.ts';
import { CertificatePage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, locale, now }) => {
  const { tenant, certificate, replaced } = await heldBy(token, now);
  const brand = await issuerOf(tenant);
  const { status, holder, issuedAt, expiresAt, reason } = certificate;
  return {
    page: CertificatePage({
      ...{ locale, brand, holder, status, issuedAt, expiresAt, reason },
      name: certificate.certificate,
      isExpired: isExpired(certificate, now),
      isReplacement: replaced !== undefined,
      verifyUrl: verifyUrl(certificate),
      id: certificate.id,
      action: certificatePath(token),
      file: certificatePath(token, '/file'),
      proof: certificatePath(token, '/proof'),
      badge: certificate.badged && badgeUrlsOf(certificate),
    }),
  };
});
