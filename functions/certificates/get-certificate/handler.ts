import { serve } from '../../../shared/function/http.ts';
import { findCertificate, viewOf } from '../certificate.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { certificateId }, actor: { tenant } }) => ({
  status: 200,
  body: viewOf(await findCertificate(tenant, certificateId)),
}));
