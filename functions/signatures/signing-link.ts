import { DAY } from '../../shared/clock.ts';
import { useCapability } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
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

/** What a signer's link is followed for: to sign or make ready to; to read the document; to see one's signature. */
type Use = 'sign' | 'read' | 'signed';

/** The page to which the link leads a signer who is in this state. */
const PAGE: Record<Signer['status'], '' | '/signature'> = {
  queued: '',
  invited: '',
  unreachable: '',
  opened: '',
  signed: '/signature',
};

/**
 * The signer behind the link's token, with the request; or where else to go, who has another page to see.
 * @throws 404; 409 when the state of the request does not allow this use; 410
 */
export async function signerOfLink(
  token: string,
  use: Use,
  now: Date,
): Promise<{ see: string } | { tenant: Tenant; request: SignatureRequest; signer: Signer }> {
  const { tenant, subject } = await useCapability(token, SIGNING_LINK.purpose, now);
  const { requestId = '', signerId = '' } = subject;
  const [request, signer] = await Promise.all([
    requests.get(tenant, { id: requestId }),
    signers.get(tenant, { requestId, id: signerId }),
  ]);
  if (!request || !signer) throw noRequest();
  const page = PAGE[signer.status];
  if (use !== 'read' && page !== (use === 'sign' ? '' : '/signature')) return { see: signingPath(token, page) };
  const { signing, reading } = IN_STATE[request.status];
  if ((use === 'sign' && !signing) || (use === 'read' && !reading)) throw closed(request);
  return { tenant, request, signer };
}

function closed({ status }: SignatureRequest) {
  const { fr, en } = requestStates.words[status];
  return conflict(
    'request-closed',
    say(`Cette demande de signature est close (${fr}).`, `This request for signature is closed (${en}).`),
  );
}
