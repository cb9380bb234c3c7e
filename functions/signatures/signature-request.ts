import * as z from 'zod';
import { signatureFacts } from '../../events/signature.ts';
import { about, createdAt, idOf, moment } from '../../shared/fields/about.ts';
import { metadata, reference } from '../../shared/fields/caller-words.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { collection } from '../../shared/table/collection.ts';
import type { Due } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LOCALES, type Locale, say, type Text } from '../../shared/text.ts';
import { besideKept } from '../documents/document.ts';
import { documentType } from '../documents/document-view.ts';
import { tell } from '../facts/fact.ts';
import { causeText } from '../mail/mail-cause.ts';
import { type Entry, entries, headSchema } from '../proof/ledger.ts';
import { type RequestAct, requestActs } from './request-acts.ts';
import { type Ending, IN_STATE, OPEN, type RequestMove, requestStates, type SealedOutlook } from './request-states.ts';
import { type MailAct, type Signer, signers, signerView } from './signer.ts';

export const requests = entity({
  name: 'signature-request',
  states: requestStates,
  dues: { next: [...OPEN, 'signed', 'sealed', 'completed'], remind: OPEN, expire: OPEN },
  partition: 'id',
  feed: true,
  lists: { document: 'documentId', contact: 'contactId', reference: 'reference' },
  schema: z.object({
    id: z.string(),
    status: requestStates.schema,
    documentId: z.string(),
    contactId: z.string(),
    reference: reference.optional(),
    metadata: metadata.optional(),
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
    /** Signers whose turn has not come: nothing was sent to them. */
    waitingCount: z.number().int().nonnegative().optional(),
    createdAt: z.string(),
    /** Days between the reminders that leave by themselves. */
    remindEvery: z.number().int().positive().optional(),
    remindedAt: z.string().optional(),
    /** From when on nobody may sign any more. */
    expiresAt: z.string().optional(),
    completedAt: z.string().optional(),
    chain: headSchema,
    sealed: pinnedSchema.extend({ documentId: z.string(), at: z.string() }).optional(),
    /** The bundle, and how far into the chain it reaches. */
    evidence: pinnedSchema.extend({ sequence: z.number().int() }).optional(),
  }),
});
export type SignatureRequest = z.infer<(typeof requests)['schema']>;

interface Happening {
  move?: Exclude<RequestMove, Ending>;
  set?: Partial<Pick<SignatureRequest, 'unreachableCount' | 'sealed' | 'remindedAt'>>;
  /** Another signer has signed. */
  signed?: true;
  due?: { next?: Due; remind?: Due | null };
}

/** What ends a request takes back the invitations that have not left: their links are dead. */
interface End extends Omit<Happening, 'move'> {
  move: Ending;
  withdrawn: readonly Write[];
}

/**
 * The writes by which acts happen to a request: the chain's new entries, its head and the state they lead to. They hold
 * only if nothing else happened to the request meanwhile; the job then looks again.
 * @throws 409 when the state of the request does not allow the move
 */
export function happen(
  tenant: Tenant,
  request: SignatureRequest,
  acts: readonly RequestAct[],
  happening: Happening | End = {},
): Write[] {
  const { move, set, signed, due } = happening;
  const { head, writes } = requestActs.record(tenant, request.id, request.chain, acts);
  const signedCount = request.signedCount + (signed ? 1 : 0);
  const change = {
    when: { equals: { 'chain.sequence': request.chain.sequence, status: request.status } },
    set: { ...set, chain: head, ...(signed && { signedCount }) },
    ...(due && { due }),
  };
  const stranded = move === 'open' && isStranded({ ...request, ...set, signedCount });
  const by = stranded ? 'strand' : move;
  return [
    by ? requests.move(tenant, request, by, change) : requests.update(tenant, request, change),
    ...writes,
    ...acts.flatMap(({ act, actor, at }) =>
      act === 'opened' || act === 'signed' || act === 'declined' ? tellOf(tenant, request, act, at, actor.id) : [],
    ),
    ...(acts[0] && by && TOLD[by] ? [tellOf(tenant, request, TOLD[by], acts[0].at)] : []),
    ...('withdrawn' in happening ? happening.withdrawn : []),
  ];
}

type FactKind = keyof (typeof signatureFacts)['kinds'];

/** What others hear of when a request takes a transition; what single signers do is told with their acts. */
const TOLD: Readonly<Record<RequestMove, FactKind | undefined>> = {
  request: undefined,
  send: 'sent',
  open: undefined,
  strand: 'failed',
  resend: undefined,
  finish: undefined,
  seal: undefined,
  complete: 'completed',
  decline: undefined,
  cancel: 'cancelled',
  expire: 'expired',
};

/** The write by which others hear of what happened to a request, or to one of its signers. */
export const tellOf = (
  tenant: Tenant,
  { id, documentId, contactId, reference, metadata, sealed }: SignatureRequest,
  kind: FactKind,
  at: Date,
  signerId?: string,
): Write => {
  const ids = { requestId: id, documentId, contactId, signerId, sealedDocumentId: sealed?.documentId };
  const data = { ...ids, reference, metadata };
  return tell(tenant, signatureFacts, kind, data, at);
};

/** A request stands still when nobody whose turn it is to sign can be reached. */
const isStranded = ({
  signerCount,
  signedCount,
  unreachableCount = 0,
  waitingCount = 0,
}: Pick<SignatureRequest, 'signerCount' | 'signedCount' | 'unreachableCount' | 'waitingCount'>): boolean =>
  unreachableCount > 0 && signedCount + unreachableCount + waitingCount === signerCount;

/** What the request counts once this signer has the document under the eyes: a mail that did not arrive matters no more. */
export const reached = ({ unreachableCount = 0 }: SignatureRequest, { status }: Signer) =>
  status === 'unreachable' ? { set: { unreachableCount: unreachableCount - 1 } } : {};

/** What the outcome of an invitation makes of a request, its signers being as it made them. */
export function afterInvitations(
  request: SignatureRequest,
  all: readonly Signer[],
  outcomes: readonly MailAct[],
): Happening {
  const unreachableCount = all.filter((signer) => signer.status === 'unreachable').length;
  const move = isStranded({ ...request, unreachableCount }) ? 'strand' : outcomes.includes('sent') ? 'send' : undefined;
  return {
    ...(move && requestStates.may(move, request) && { move }),
    ...(unreachableCount !== (request.unreachableCount ?? 0) && { set: { unreachableCount } }),
  };
}

/** Whether the time to sign is over, for a request that still waits for signatures. */
export const isOver = ({ expiresAt, ...request }: SignatureRequest, now: Date): boolean =>
  expiresAt !== undefined && expiresAt <= now.toISOString() && requestStates.may('expire', request);

const ID = /^sig_[0-9a-z]{26}$/;

/** @throws 404, for another account's request too */
export async function findRequest(tenant: Tenant, id: string): Promise<SignatureRequest> {
  const request = ID.test(id) ? await requests.get(tenant, { id }) : undefined;
  if (!request) throw noRequest();
  return request;
}

const inOrder = (all: readonly Signer[]) => all.toSorted((a, b) => a.position - b.position);

/** The signers of a request, in order. */
export const signersOf = async (tenant: Tenant, { id, signerCount }: SignatureRequest): Promise<Signer[]> =>
  inOrder(await signers.within(tenant, id, [''], signerCount));

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
  return { request: found, signers: inOrder(all), history };
}

export const noRequest = () =>
  notFound(say('Cette demande de signature n’existe pas.', 'This signature request does not exist.'));

/** The sealed document, or its proof, is not there. */
export const notYet = (request: SignatureRequest) =>
  requestStates.refusal(request, 'not-sealed-yet', UNSEALED[IN_STATE[request.status].sealed]);

const SOON = say(
  'Le document scellé et sa preuve sont en cours de préparation : réessayez dans un instant.',
  'The sealed document and its proof are being made: try again in a moment.',
);
const UNSEALED: Record<SealedOutlook, Text> = {
  awaited: say(
    'Le document scellé et sa preuve viennent après la dernière signature.',
    'The sealed document and its proof come after the last signature.',
  ),
  coming: SOON,
  there: SOON,
  never: say('Il n’y aura pas de document scellé.', 'There will be no sealed document.'),
};

/** `devis.pdf` -> `devis (signé).pdf` */
export const sealedName = ({ original, locale }: SignatureRequest): string =>
  `${original.filename.replace(/\.pdf$/i, '')} (${say('signé', 'signed')[locale]}).pdf`;

/** What the API tells of a request. */
export const requestView = z
  .object({
    id: idOf('sig'),
    status: requestStates.schema,
    documentId: idOf('doc', 'Le document à signer.', 'The document to sign.'),
    contactId: idOf('ctc', 'Le contact dont c’est le dossier.', 'The contact whose folder it is in.'),
    reference: reference.optional(),
    metadata: metadata.optional(),
    message: z
      .string()
      .optional()
      .meta(about('Vos mots aux signataires.', 'Your words to the signers.', 'Merci de signer avant vendredi.')),
    locale: z.enum(LOCALES).meta(about('La langue des e-mails et des pages.', 'The language of the emails and pages.')),
    createdAt,
    remindEvery: z
      .number()
      .int()
      .positive()
      .optional()
      .meta(about('Jours entre deux rappels.', 'Days between reminders.', 3)),
    remindedAt: moment('Le dernier rappel.', 'The latest reminder.').optional(),
    expiresAt: moment('Quand il sera trop tard pour signer.', 'When it will be too late to sign.').optional(),
    completedAt: moment('Quand tout fut prêt.', 'When all was ready.').optional(),
    sealedDocumentId: idOf('doc', 'Le document scellé.', 'The sealed document.').optional(),
    /** How many signers the invitation did not reach, if any. */
    unreachableSigners: z
      .number()
      .int()
      .positive()
      .optional()
      .meta(about('Combien l’invitation n’a pas atteints.', 'How many the invitation did not reach.', 1)),
  })
  .meta({ id: 'SignatureRequest' });

/** The same in a list, with how far each signer is. */
export const requestListed = requestView
  .extend({
    signers: z
      .array(signerView.pick({ id: true, status: true, name: true, openedAt: true, signedAt: true }))
      .meta(about('Où en est chaque signataire.', 'How far each signer is.')),
  })
  .meta({ id: 'SignatureRequestListed' });

export const requestDetail = requestView
  .extend({
    signers: z.array(signerView).meta(about('Les signataires.', 'The signers.')),
    /** `explanation`: why an email did not arrive, in the reader's language; `details.reason` has the server's words. */
    history: z
      .array(
        requestActs.view.extend({
          explanation: z
            .string()
            .optional()
            .meta(
              about(
                'Pourquoi un e-mail n’est pas arrivé, dans votre langue.',
                'Why an email did not arrive, in your language.',
              ),
            ),
        }),
      )
      .meta(about('Ce qui s’est passé, acte par acte.', 'What happened, act by act.')),
  })
  .meta({ id: 'SignatureRequestDetail' });

export const viewOf = (request: SignatureRequest): z.infer<typeof requestView> => ({
  ...request,
  ...(request.sealed && { sealedDocumentId: request.sealed.documentId }),
  ...(request.unreachableCount && { unreachableSigners: request.unreachableCount }),
});

export const historyOf = (history: Entry[], locale: Locale) =>
  history.map((entry) => {
    const { cause } = entry.details;
    return {
      ...requestActs.viewOf(entry, locale),
      explanation: causeText(typeof cause === 'string' ? cause : undefined)?.[locale],
    };
  });
