import { serve } from '../../../shared/function/http.ts';
import { findCertificate, revoke, viewOf } from '../certificate.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, body: { reason }, actor: { tenant, userId, keyId }, client, now }) => {
    const before = await findCertificate(tenant, params.certificateId);
    const { certificate, writes } = revoke(tenant, before, { reason }, { userId, keyId, ...client }, now);
    return { status: 200, body: viewOf(certificate), writes };
  },
);
