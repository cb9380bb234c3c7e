import { DAY } from '../../shared/clock.ts';
import { findCapability, inTime } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Host, Hosted } from '../../shared/pages/problem-page.tsx';
import { conflict, gone } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import { brandOf } from '../branding/brand.ts';
import { IN_STATE, requestStates } from './request-states.ts';
import { isOver, noRequest, requests, type SignatureRequest } from './signature-request.ts';
import { type Signer, signers } from './signer.ts';
import { SIGNING_LINK_DAYS } from './signing-days.ts';

/** What a signer's link opens, and for how long, in seconds. */
export const SIGNING_LINK = { purpose: 'sign', lasts: SIGNING_LINK_DAYS * DAY } as const;

/** What a signer's link is for: of those that were sent to them, this very one. */
export const signingSubject = ({ requestId, id, link }: Signer) => ({ requestId, signerId: id, link: String(link) });

/** The link of a confirmation email, to the sealed document. */
export const SEALED_LINK = { purpose: 'read-sealed', lasts: 365 * DAY } as const;
export const sealedPath = (token: string) => `/sealed/${token}`;

/** The paths of a signer's pages. */
export const signingPath = (
  token: string,
  page: Place | '/document' | `/attachments/${number}` | '/opened' | '/code' | '/sealed-document' = '',
) => `/sign/${token}${page}`;

/** The pages that a signer may be led to: the document to sign, what they signed, what they declined. */
type Place = '' | '/signature' | '/refusal';

/** What a signer's link is followed for, and whom it serves by the page that they are led to. */
const USES = {
  /** To sign, or make ready to. */
  sign: [''],
  /** To read the document. */
  read: ['', '/signature', '/refusal'],
  /** To see one's signature. */
  signed: ['/signature'],
  /** To be asked whether to decline, or to see that one did. */
  refusal: ['', '/refusal'],
} as const satisfies Record<string, readonly Place[]>;

/** The page to which the link leads a signer who is in this state. */
const PAGE: Record<Signer['status'], Place> = {
  queued: '',
  invited: '',
  unreachable: '',
  opened: '',
  signed: '/signature',
  declined: '/refusal',
};

/** Whose visitors the signers of a request are. */
export const hostOf = async (tenant: Tenant, { sender }: SignatureRequest): Promise<Host> => ({
  brand: await brandOf(tenant, sender.company ?? sender.name),
  person: sender,
});

/**
 * The signer behind the link's token, with the request; or where else to go, who has another page to see.
 * @throws 404; 409 when the state of the request does not allow this use; 410 when it is over, or a newer one was sent
 */
export async function signerOfLink(
  token: string,
  use: keyof typeof USES,
  hosted: Hosted,
  now: Date,
): Promise<{ see: string } | { tenant: Tenant; request: SignatureRequest; signer: Signer }> {
  const capability = await findCapability(token, SIGNING_LINK.purpose);
  const { tenant, subject } = capability;
  const { requestId = '', signerId = '', link } = subject;
  const [request, signer] = await Promise.all([
    requests.get(tenant, { id: requestId }),
    signers.get(tenant, { requestId, id: signerId }),
  ]);
  if (request) hosted(() => hostOf(tenant, request));
  inTime(capability, now);
  if (!request || !signer) throw noRequest();
  if (link !== String(signer.link)) throw replaced(request);
  const page = PAGE[signer.status];
  if (!(USES[use] as readonly Place[]).includes(page)) return { see: signingPath(token, page) };
  // The moment counts, not when it was noted.
  const status = isOver(request, now) ? 'expired' : request.status;
  const { signing, reading } = IN_STATE[status];
  const serves = use === 'read' ? reading : page !== '' || signing;
  if (!serves) throw closed(status, request);
  return { tenant, request, signer };
}

/** Whoever holds an earlier link may be a stranger: where the newer one went is not said. */
function replaced({ sender }: SignatureRequest) {
  const from = sender.company ?? sender.name;
  return gone(
    'link-replaced',
    say(
      `Ce lien a été remplacé par un plus récent : ouvrez celui du dernier e-mail reçu. Si rien ne vous est parvenu, demandez-le à ${from}.`,
      `This link was replaced by a newer one: open that of the last email you received. If none has reached you, ask ${from} for it.`,
    ),
  );
}

/** What happened, and that there is nothing to be done. */
function closed(status: SignatureRequest['status'], { sender }: SignatureRequest) {
  const { fr, en } = requestStates.words[status];
  const from = sender.company ?? sender.name;
  const ended = IN_STATE[status].sealed === 'never';
  return conflict(
    'request-closed',
    ended
      ? say(
          `La demande de signature de ${from} est close (${fr}) : ce lien n’ouvre plus le document, et vous n’avez rien à faire.`,
          `The request for signature by ${from} is closed (${en}): this link no longer opens the document, and there is nothing for you to do.`,
        )
      : say(`Cette demande de signature est close (${fr}).`, `This request for signature is closed (${en}).`),
  );
}
