import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import type { Log } from '../../shared/log.ts';
import { lockPinned } from '../../shared/objects/object-lock.ts';
import { NotAsPinned } from '../../shared/objects/pinned-stream.ts';
import { conflict } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import type { SignatureRequest } from './signature-request.ts';
import { SIGNING_LINK } from './signing-link.ts';

/**
 * Locks the very version that is about to be signed, before the signature is written: what somebody signed cannot be
 * taken away before it is sealed, nor as long as the seal is kept. Counted from the last day on which a link may open,
 * it is one date for all who sign; dying in between leaves a document locked that nobody signed, and the next try signs it.
 * @throws 409 when the version is not there any more: nobody signs what is gone
 */
export async function keepOriginal({ id, original, sender, createdAt }: SignatureRequest, log: Log): Promise<void> {
  // A sealed document that is signed again has been locked since its own seal.
  if (original.bucket === 'archive') return;
  const until = after(new Date(createdAt), SIGNING_LINK.lasts + config.archiveYears() * 366 * DAY);
  try {
    await lockPinned(original, until);
  } catch (error) {
    if (!(error instanceof NotAsPinned)) throw error;
    log.error('original-gone', { requestId: id, error });
    throw gone(sender.company ?? sender.name);
  }
}

const gone = (from: string) =>
  conflict(
    'document-gone',
    say(
      `Le document n’est plus là : rien n’a été signé. Demandez à ${from} de vous l’envoyer de nouveau.`,
      `The document is no longer there: nothing was signed. Ask ${from} to send it to you again.`,
    ),
  );
