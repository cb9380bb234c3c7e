import { serve } from '../../../shared/function/queue.ts';
import { signedBadge } from '../badge/sign-badge.ts';
import { getCertificate, happen, isKnownHolder } from '../certificate.ts';
import { mailTo } from '../certificate-mail.ts';
import { sealed } from '../sealing.ts';
import { madeOf } from '../template.ts';
import { issuerOf } from '../template-design.ts';
import contract from './contract.ts';

/** What is sealed, what is known of it and the email that brings it are one transaction: a second message finds it done. */
export const handler = serve(contract, async ({ data: { tenant, certificateId }, now }) => {
  const certificate = await getCertificate(tenant, certificateId);
  if (certificate?.status !== 'issuing') return [];
  const [template, brand, isKnown] = await Promise.all([
    madeOf(tenant, certificate),
    issuerOf(tenant),
    isKnownHolder(tenant, certificate.email),
  ]);
  const [done, badge] = await Promise.all([
    sealed(tenant, certificate, template, brand, now),
    signedBadge(tenant, certificate, { template, brand, now }),
  ]);
  const beforehand = {
    act: 'activated',
    actor: { kind: 'system' },
    at: now,
    details: { how: 'beforehand' },
    personal: {},
  } as const;
  const sent = await mailTo(tenant, certificate, { template, brand, isKnown }, now);
  const acts = [done.act, badge.act, ...(isKnown ? [beforehand] : [])];
  const happening = {
    move: isKnown ? ('sealActivated' as const) : ('seal' as const),
    set: { sealed: done.sealed, ...badge.set, mail: sent.mail, ...(isKnown && { activatedAt: now.toISOString() }) },
  };
  return [...happen(tenant, certificate, acts, happening, now), ...sent.writes];
});
