import { serve } from '../../../shared/function/http.ts';
import { findCertificate, resent, viewOf } from '../certificate.ts';
import { mailTo } from '../certificate-mail.ts';
import { certificateStates } from '../certificate-states.ts';
import { madeOf } from '../template.ts';
import { issuerOf } from '../template-design.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant, userId, keyId }, client, now }) => {
  const before = await findCertificate(tenant, params.certificateId);
  if (before.status !== 'issued' && before.status !== 'activated') throw certificateStates.refusal(before);
  const address = body.email ?? before.mail?.address ?? before.email;
  const round = (before.round ?? 0) + (address === (before.mail?.address ?? before.email) ? 0 : 1);
  const [template, brand] = await Promise.all([madeOf(tenant, before), issuerOf(tenant)]);
  const isKnown = before.status === 'activated';
  const sent = await mailTo(tenant, { ...before, round }, { template, brand, isKnown, address }, now);
  const told = resent(tenant, before, { mail: sent.mail, round }, { userId, keyId, ...client }, now);
  return { status: 202, body: viewOf(told.certificate), writes: [...told.writes, ...sent.writes] };
});
