import { serve } from '../../../shared/function/queue.ts';
import { type Consent, consents, getConsent, historyOf, isSealed } from '../consent.ts';
import { sendReceipt } from '../receipt-mail.ts';
import contract from './contract.ts';
import { storeConsentEvidence } from './evidence.ts';
import { sealReceipt } from './receipt.ts';

/** First the receipt, whose sealing is an act; then the evidence, which tells of it. A second decision begins again. */
export const handler = serve(contract, async ({ data: { tenant, address }, now, transact }) => {
  let consent = await getConsent(tenant, address);
  if (consent?.decidedIn === undefined) return [];
  if (!isSealed(consent, 'receipt')) {
    await transact(await sealReceipt(tenant, consent, now));
    consent = (await getConsent(tenant, address)) as Consent;
  }
  const { chain, receipt, status } = consent;
  const isNew = !isSealed(consent, 'evidence');
  if (!receipt || !isSealed(consent, 'receipt') || !isNew) return [];
  const evidence = await storeConsentEvidence(tenant, consent, receipt, await historyOf(tenant, consent), now);
  const stored = {
    when: { equals: { status, 'chain.sequence': chain.sequence } },
    set: { evidence: { ...evidence, sequence: chain.sequence } },
    due: { seal: null },
  };
  const mail = status === 'accepted' ? await sendReceipt(tenant, consent, receipt, now) : [];
  return [consents.update(tenant, consent, stored), ...mail];
});
