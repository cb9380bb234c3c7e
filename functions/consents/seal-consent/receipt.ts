import { soundSeal } from '../../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { sealOnce } from '../../proof/seal-once.ts';
import { sealedTold } from '../../proof/sealed-file.ts';
import { type Consent, happen, historyOf } from '../consent.ts';
import { localeOf } from '../proof/consent-backing.ts';
import { consentWords } from '../proof/consent-words.ts';
import { receiptMark, renderReceipt } from '../proof/receipt.ts';

/** The writes by which the receipt of the last decision is sealed: it states the chain up to now. */
export async function sealReceipt(tenant: Tenant, consent: Consent, now: Date): Promise<Write[]> {
  const history = await historyOf(tenant, consent);
  const { sequence, hash } = consent.chain;
  const chain = history.slice(0, sequence);
  // Something happened between the two readings: the message comes again.
  if (chain.at(-1)?.hash !== hash) throw new Error(`The history of ${consent.id} is not up to its head`);
  const sealed = await sealOnce(
    `${tenant}/${consent.id}/receipt-${sequence}.pdf`,
    async () => ({ pdf: await renderReceipt(chain), seal: { chainHead: consent.chain, ...receiptMark(chain) } }),
    now,
  );
  // Nothing is called sealed before the stored bytes have been read again and found sound.
  const seal = await soundSeal(await getPinned(sealed));
  if (seal.value.chainHead?.hash !== hash) throw new Error(`The receipt of ${consent.id} states another chain`);
  const act = {
    act: 'sealed',
    actor: { kind: 'system' },
    at: now,
    details: { filename: consentWords[localeOf(chain)].filename, ...sealedTold(sealed, seal) },
  } as const;
  return happen(tenant, consent, act, { set: { receipt: { ...sealed, sequence } } });
}
