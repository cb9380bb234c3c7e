import { DAY } from '../../shared/clock.ts';
import { useCapability } from '../../shared/identity/capability.ts';
import { conflict } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import { IN_STATE, requestStates } from './request-states.ts';
import { noRequest, requests, type SignatureRequest } from './signature-request.ts';
import { type Signer, signers } from './signer.ts';

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

/** The page to which a link leads a signer. */
const PAGE: Record<Signer['status'], '' | '/signature'> = {
  queued: '',
  invited: '',
  unreachable: '',
  opened: '',
  signed: '/signature',
};

/** The way to the page of a signer who is on another of these; undefined on the right one. */
export const elsewhere = (token: string, { status }: Signer, here: '' | '/signature') =>
  PAGE[status] === here ? undefined : { see: signingPath(token, PAGE[status]) };

/** @throws 409 when nobody may sign any more */
export function mustBeOpen({ status }: SignatureRequest): void {
  if (!IN_STATE[status].signing) throw closed(status);
}

/** @throws 409 when a link opens the document no more */
export function mustBeReadable({ status }: SignatureRequest): void {
  if (!IN_STATE[status].reading) throw closed(status);
}

function closed(status: SignatureRequest['status']) {
  const { fr, en } = requestStates.words[status];
  return conflict(
    'request-closed',
    say(`Cette demande de signature est close (${fr}).`, `This request for signature is closed (${en}).`),
  );
}
