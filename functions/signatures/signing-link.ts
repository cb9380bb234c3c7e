import { DAY } from '../../shared/clock.ts';
import { useCapability } from '../../shared/identity/capability.ts';
import { conflict } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import { noRequest, OPEN, requests, type Status } from './signature-request.ts';
import { signers } from './signer.ts';

/** What a signer's link opens, and for how long, in seconds. */
export const SIGNING_LINK = { purpose: 'sign', lasts: 60 * DAY } as const;

/** The link of a confirmation email, to the sealed document. */
export const SEALED_LINK = { purpose: 'read-sealed', lasts: 365 * DAY } as const;
export const sealedPath = (token: string) => `/sealed/${token}`;

/** The paths of a signer's pages. */
export const signingPath = (
  token: string,
  page: '' | '/document' | `/attachments/${number}` | '/opened' | '/code' | '/signature' = '',
) => `/sign/${token}${page}`;

/** The signer behind the link's token, with the request. @throws 404, 410 */
export async function signerOfLink(token: string, now: Date) {
  const { tenant, subject } = await useCapability(token, SIGNING_LINK.purpose, now);
  const { requestId = '', signerId = '' } = subject;
  const [request, signer] = await Promise.all([
    requests.get(tenant, { id: requestId }),
    signers.get(tenant, { requestId, id: signerId }),
  ]);
  if (!request || !signer) throw noRequest();
  return { tenant, request, signer };
}

/** @throws 409 when nobody may sign any more */
export function mustBeOpen({ status }: { status: Status }): void {
  if (OPEN.includes(status)) return;
  throw conflict(
    'request-closed',
    say('Cette demande de signature est close.', 'This request for signature is closed.'),
  );
}
