import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { lockPinned } from '../../shared/objects/object-lock.ts';
import type { SignatureRequest } from './signature-request.ts';
import { SIGNING_LINK } from './signing-link.ts';

/**
 * Locks the very version that is about to be signed, before the signature is written: what somebody signed cannot be
 * taken away before it is sealed, nor as long as the seal is kept. Counted from the last day on which a link may open, it is one
 * date for all who sign; dying in between leaves a document locked that nobody signed, and the next try signs it.
 * @throws Error when the version is not there any more: nobody signs what is gone
 */
export async function keepOriginal({ original, createdAt }: SignatureRequest): Promise<void> {
  // A sealed document that is signed again has been locked since its own seal.
  if (original.bucket === 'archive') return;
  await lockPinned(original, after(new Date(createdAt), SIGNING_LINK.lasts + config.archiveYears() * 366 * DAY));
}
