import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { conflict, notFound } from '../../shared/problem/problem.ts';
import { collection } from '../../shared/table/collection.ts';
import type { Due } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, type Locale, say } from '../../shared/text.ts';
import { besideKept } from '../documents/document.ts';
import { documentType } from '../documents/document-view.ts';
import { causeText } from '../mail/mail-cause.ts';
import { type Act, type Entry, entries, headSchema, historyItem, readable, record } from '../proof/ledger.ts';
import { type MailAct, type Signer, signers, signerView } from './signer.ts';

/**
 * The states of a request, in the order in which they come:
 * `queued` accepted, invitations to be sent; `sent` an invitation has left; `opened` somebody has read;
 * `failed` nobody of those who have yet to sign can be reached, though their links still open;
 * `signed` everybody has signed, to be sealed; `sealed` the sealed document is stored and filed;
 * `completed` the evidence is stored too and the confirmations are on their way.
 */
export const STATUSES = ['queued', 'sent', 'opened', 'failed', 'signed', 'sealed', 'completed'] as const;
export type Status = (typeof STATUSES)[number];

/** States in which a signer may still sign. */
export const OPEN: readonly Status[] = ['queued', 'sent', 'opened', 'failed'];

export const requests = entity({
  name: 'signature-request',
  partition: 'id',
  feed: true,
  lists: { document: 'documentId', contact: 'contactId' },
  schema: z.object({
    id: z.string(),
    status: z.enum(STATUSES),
    documentId: z.string(),
    contactId: z.string(),
    /** The exact bytes that are shown, coded and sealed. */
    original: pinnedSchema.extend({
      filename: z.string(),
      pages: z.number().int(),
      type: documentType,
      beside: besideKept.optional(),
    }),
    sender: z.object({
      userId: z.string(),
      keyId: z.string(),
      name: z.string(),
      company: z.string().optional(),
      email: z.string(),
      address: z.string(),
    }),
    message: z.string().optional(),
    locale: z.enum(LOCALES),
    signerCount: z.number().int().positive(),
    signedCount: z.number().int().nonnegative(),
    /** Signers whose invitation did not arrive, and who have not opened it all the same. */
    unreachableCount: z.number().int().nonnegative().optional(),
    createdAt: z.string(),
    completedAt: z.string().optional(),
    chain: headSchema,
    sealed: pinnedSchema.extend({ documentId: z.string(), at: z.string() }).optional(),
    /** The bundle, and how far into the chain it reaches. */
    evidence: pinnedSchema.extend({ sequence: z.number().int() }).optional(),
  }),
});
export type SignatureRequest = z.infer<(typeof requests)['schema']>;

interface Transition {
  to?: Status;
  set?: Record<string, unknown> & Partial<Pick<SignatureRequest, 'unreachableCount'>>;
  /** Another signer has signed. */
  signed?: true;
  due?: Due | null;
}

/**
 * The writes by which acts happen to a request: the chain's new entries, its head and the state they lead to. They hold
 * only if nothing else happened to the request meanwhile; the job then looks again.
 */
export function happen(
  tenant: Tenant,
  request: SignatureRequest,
  acts: readonly Act[],
  { to, set, signed, due }: Transition = {},
): Write[] {
  const { head, writes } = record(tenant, request.id, request.chain, acts);
  const signedCount = request.signedCount + (signed ? 1 : 0);
  const status = to && settledStatus(to, { ...request, ...set, signedCount });
  return [
    requests.update(tenant, request, {
      when: { equals: { 'chain.sequence': request.chain.sequence, status: request.status } },
      set: { chain: head, ...(status && { status }), ...(signed && { signedCount }), ...set },
      ...(due !== undefined && { due }),
    }),
    ...writes,
  ];
}

/** A request stands still when nobody of those who have yet to sign can be reached. */
function settledStatus(
  to: Status,
  {
    signerCount,
    signedCount,
    unreachableCount = 0,
  }: Pick<SignatureRequest, 'signerCount' | 'signedCount' | 'unreachableCount'>,
): Status {
  const stuck = unreachableCount > 0 && signedCount + unreachableCount === signerCount;
  return OPEN.includes(to) && stuck ? 'failed' : to;
}

/** What the request counts once this signer has the document under the eyes: a mail that did not arrive matters no more. */
export const reached = ({ unreachableCount = 0 }: SignatureRequest, { status }: Signer) =>
  status === 'unreachable' ? { set: { unreachableCount: unreachableCount - 1 } } : {};

/** What the outcome of an invitation makes of a request, its signers being as it made them. */
export function afterInvitations(
  { status }: SignatureRequest,
  all: readonly Signer[],
  outcomes: readonly MailAct[],
): Transition {
  const unreachableCount = all.filter((signer) => signer.status === 'unreachable').length;
  const to = status === 'queued' && outcomes.includes('sent') ? 'sent' : status;
  return { ...(OPEN.includes(status) && { to }), ...(unreachableCount && { set: { unreachableCount } }) };
}

const ID = /^sig_[0-9a-z]{26}$/;

/** @throws 404, for another account's request too */
export async function findRequest(tenant: Tenant, id: string): Promise<SignatureRequest> {
  const request = ID.test(id) ? await requests.get(tenant, { id }) : undefined;
  if (!request) throw noRequest();
  return request;
}

/** A request with its signers in order, or 404. One round trip; the history comes along. */
export async function loadRequest(tenant: Tenant, id: string) {
  if (!ID.test(id)) throw noRequest();
  const {
    request,
    signers: all,
    history,
  } = await collection(tenant, id, { request: requests, signers, history: entries });
  const [found] = request;
  if (!found) throw noRequest();
  return { request: found, signers: all.toSorted((a: Signer, b: Signer) => a.position - b.position), history };
}

export const noRequest = () =>
  notFound(say('Cette demande de signature n’existe pas.', 'This signature request does not exist.'));

/** What was asked for exists once everybody has signed. */
export const notYet = ({ status }: SignatureRequest) =>
  conflict(
    'not-sealed-yet',
    say(
      `La demande est à l’état « ${status} » : le document scellé et sa preuve viennent après la dernière signature.`,
      `The request is “${status}”: the sealed document and its proof come after the last signature.`,
    ),
  );

/** `devis.pdf` -> `devis (signé).pdf` */
export const sealedName = ({ original, locale }: SignatureRequest): string =>
  `${original.filename.replace(/\.pdf$/i, '')} (${say('signé', 'signed')[locale]}).pdf`;

/** What the API tells of a request. */
export const requestView = z.object({
  id: z.string(),
  status: z.enum(STATUSES),
  documentId: z.string(),
  contactId: z.string(),
  message: z.string().optional(),
  locale: z.enum(LOCALES),
  createdAt: z.string(),
  completedAt: z.string().optional(),
  sealedDocumentId: z.string().optional(),
  /** How many signers the invitation did not reach, if any. */
  unreachableSigners: z.number().int().positive().optional(),
});

export const requestDetail = requestView.extend({
  signers: z.array(signerView),
  /** `explanation`: why an email did not arrive, in the reader's language; `details.reason` has the server's words. */
  history: z.array(historyItem.extend({ explanation: z.string().optional() })),
});

export const viewOf = (request: SignatureRequest): z.infer<typeof requestView> => ({
  ...request,
  ...(request.sealed && { sealedDocumentId: request.sealed.documentId }),
  ...(request.unreachableCount && { unreachableSigners: request.unreachableCount }),
});

export const historyOf = (history: Entry[], locale: Locale) =>
  history.map((entry) => {
    const { cause } = entry.details;
    return { ...readable(entry), explanation: causeText(typeof cause === 'string' ? cause : undefined)?.[locale] };
  });
