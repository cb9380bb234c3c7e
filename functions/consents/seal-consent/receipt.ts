import { config } from '../../../shared/config.ts';
import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { soundSeal } from '../../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { AlreadyThere, getPinned, headObject, putObject } from '../../../shared/objects/objects.ts';
import type { Pinned } from '../../../shared/objects/pinned.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { toleranceMs } from '../../proof/clock-tolerance.ts';
import { sealTold } from '../../proof/sealing-act.ts';
import { sealingKeys } from '../../proof/sealing-identity.ts';
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
  const sealed = await sealedOnce(`${tenant}/${consent.id}/receipt-${sequence}.pdf`, consent, chain, now);
  // Nothing is called sealed before the stored bytes have been read again and found sound.
  const seal = await soundSeal(await getPinned(sealed));
  if (seal.value.chainHead?.hash !== hash) throw new Error(`The receipt of ${consent.id} states another chain`);
  const { sha256, size, versionId } = sealed;
  const act = {
    act: 'sealed',
    actor: { kind: 'system' },
    at: now,
    details: {
      filename: consentWords[localeOf(chain)].filename,
      ...{ sha256, size, versionId, pages: seal.pages },
      archiveYears: config.archiveYears(),
      archiveLock: config.archiveLock(),
      ...sealTold(seal),
    },
  } as const;
  return happen(tenant, consent, act, { set: { receipt: { ...sealed, sequence } } });
}

/** The one sealed receipt of a chain that stands there: a second run finds the first one's and keeps it. */
async function sealedOnce(
  key: string,
  { chain: chainHead }: Consent,
  chain: Parameters<typeof renderReceipt>[0],
  now: Date,
): Promise<Pinned> {
  const earlier = await headObject('archive', key);
  if (earlier) return earlier;
  const [receipt, keys] = await Promise.all([renderReceipt(chain), sealingKeys(now)]);
  const { bytes } = await sealPdf(receipt, { at: now, chainHead, ...receiptMark(chain) }, keys);
  // Once stored it stays: nothing unsound may take its place, nor a time that its evidence could not be built on.
  const { timestamp } = await soundSeal(bytes);
  const ahead = timestamp.genTime.getTime() - now.getTime();
  if (Math.abs(ahead) > toleranceMs) {
    throw new Error(`The time-stamp authority's clock differs from ours by ${Math.round(ahead / 1000)} seconds`);
  }
  try {
    return await putObject({ bucket: 'archive', key, bytes, contentType: 'application/pdf', onlyIfAbsent: true });
  } catch (error) {
    const first = error instanceof AlreadyThere ? await headObject('archive', key) : undefined;
    if (!first) throw error;
    return first;
  }
}
