import { type PlainSeal, sealPdf } from '../../shared/documents/seal-pdf.ts';
import { soundSeal } from '../../shared/documents/verify-pdf.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import { toleranceMs } from './clock-tolerance.ts';
import { sealingKeys } from './sealing-identity.ts';
import { storeOnce } from './store-once.ts';

interface Drawn {
  pdf: Uint8Array;
  seal: Omit<PlainSeal, 'at'>;
}

/**
 * The one sealed PDF under a key of the archive, as `storeOnce` keeps it.
 * @param draw what is sealed, and how; not asked for what is sealed already
 * @throws when the authority's clock and ours differ by more than evidence allows: it is then sealed later
 */
export const sealOnce = (key: string, draw: () => Promise<Drawn>, now: Date): Promise<Pinned> =>
  storeOnce(key, 'application/pdf', async () => {
    const [{ pdf, seal }, keys] = await Promise.all([draw(), sealingKeys(now)]);
    const { bytes } = await sealPdf(pdf, { at: now, ...seal }, keys);
    // Once stored it stays: nothing unsound may take its place, nor a time that its evidence could not be built on.
    const { timestamp } = await soundSeal(bytes);
    const ahead = timestamp.genTime.getTime() - now.getTime();
    if (Math.abs(ahead) > toleranceMs) {
      throw new Error(`The time-stamp authority's clock differs from ours by ${Math.round(ahead / 1000)} seconds`);
    }
    return bytes;
  });
