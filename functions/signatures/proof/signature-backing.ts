import type { BesideTold } from '../../../shared/documents/beside-told.ts';
import { LOCK_MODES } from '../../../shared/function/access.ts';
import { agreed, type Backed, type Fact, partOf, said, UNBACKED } from '../../proof/backed.ts';
import type { Entry } from '../../proof/ledger.ts';
import { retentionOf } from '../../proof/retention.ts';
import { requestActs } from '../request-acts.ts';
import { signatureLevel } from './legal-notice.ts';
import type { SignatureFacts, SignerProof } from './signature-proof.ts';

/** What its seal tells, its chain, and when it was made: compared with the seals (`verify-seals`). */
type OfTheSeal = 'seal' | 'chain' | 'generatedAt';

/** What a signature's acts say of each field of its proof. */
export function signatureBacking(chain: readonly Entry[]): Backed<Omit<SignatureFacts, OfTheSeal>> {
  const [requested] = requestActs.among(chain, 'requested');
  const sealed = requestActs.among(chain, 'sealed').at(-1);
  const filed = requestActs.among(chain, 'filed').at(-1);
  const original: Backed<SignatureFacts['documents']['original']> = {
    filename: said(requested, 'filename'),
    sha256: said(requested, 'sha256'),
    size: said(requested, 'size'),
    pages: said(requested, 'pages'),
    beside: said(requested, 'beside') as Backed<BesideTold> | undefined,
  };
  const sender = said(requested, 'sender');
  const years = said(sealed, 'archiveYears');
  const lock = LOCK_MODES.find((mode) => mode === said(sealed, 'archiveLock'));
  return {
    request: { id: requested?.subject, level: signatureLevel },
    documents: {
      original,
      displayed: original,
      sealed: {
        filename: said(filed, 'filename'),
        sha256: said(sealed, 'sha256'),
        size: said(sealed, 'size'),
        pages: said(sealed, 'pages'),
        beside: undefined,
      },
    },
    sender: {
      userId: requested?.actor.id,
      name: partOf(sender, (value) => mailbox(value)?.[1]),
      company: said(requested, 'company'),
      email: partOf(sender, (value) => mailbox(value)?.[2]),
      address: said(requested, 'address'),
      requestedAt: requested?.at,
    },
    signers: signerIds(chain).map((id) => signerBacking(id, chain)),
    retention: sealed && typeof years === 'number' && lock ? retentionOf(new Date(sealed.at), years, lock) : undefined,
  };
}

/** `Anne Martin <anne@exemple.fr>` */
const mailbox = (value: unknown) => /^(.*) <([^<>]*)>$/s.exec(String(value));

/** Those of whom a signature was asked, in their order. */
export function signerIds(chain: readonly Entry[]): string[] {
  const ids = said(requestActs.among(chain, 'requested')[0], 'signers');
  return Array.isArray(ids) ? ids.map(String) : [];
}

/** A signer's acts: by the signer, or about the signer (`details.signerId`). */
export const actsOfSigner = (id: string, chain: readonly Entry[]): Entry[] =>
  chain.filter(({ actor, details }) => (details.signerId ?? (actor.kind === 'signer' ? actor.id : undefined)) === id);

/** What became of a signer's invitation: it left; else it was refused, or came back. */
export const invitationOf = (acts: readonly Entry[]) =>
  requestActs.among(acts, 'email-sent').at(-1) ??
  requestActs.among(acts, 'email-failed', 'email-bounced').find(isOfInvitation);

const isOfInvitation = ({ details }: Entry) => details.about === 'invitation';

/** The acts that count: since the signer's invitation was last sent again. What came by an earlier link stands for nothing. */
export function actsOfLastLink(acts: readonly Entry[]): Entry[] {
  const again = requestActs.among(acts, 'corrected', 'resent').at(-1)?.sequence ?? 0;
  return acts.filter(({ sequence }) => sequence > again);
}

/** An address or a phone of a signer, as it was last given. */
const lastGiven = (name: 'email' | 'phone', acts: readonly Entry[], asRequested: Fact): Fact =>
  requestActs.among(acts, 'corrected').reduce<Fact>((before, entry) => said(entry, name) ?? before, asRequested);

function signerBacking(id: string, chain: readonly Entry[]): Backed<SignerProof> {
  const all = actsOfSigner(id, chain);
  const acts = actsOfLastLink(all);
  const opened = requestActs.among(acts, 'opened').at(-1);
  const validated = requestActs.among(acts, 'code-validated').at(-1);
  const signed = requestActs.among(acts, 'signed').at(-1);
  const number = said(validated, 'number');
  const sent = requestActs.among(acts, 'code-sent').findLast((entry) => said(entry, 'number') === number);
  const invited = invitationOf(acts);
  const bounced = requestActs.among(acts, 'email-bounced').find(isOfInvitation);
  const identities = said(requestActs.among(chain, 'requested')[0], 'signerIdentities');
  const identity = (name: string): Fact =>
    partOf(identities, (all) => {
      const own = Array.isArray(all) ? all.find((each) => (each as { id?: unknown } | null)?.id === id) : undefined;
      return (own as Record<string, string> | undefined)?.[name];
    });
  return {
    id,
    name: agreed(identity('name'), said(signed, 'name')),
    email: lastGiven('email', all, identity('email')),
    phone: agreed(lastGiven('phone', all, identity('phone')), said(sent, 'phone')),
    suppliedBy: 'sender',
    invitation: {
      to: said(invited, 'to'),
      messageId: said(invited, 'messageId'),
      through: said(invited, 'through') === 'smtp' ? 'smtp' : undefined,
      sentAt: said(invited, 'acceptedAt') ?? invited?.at,
      // What the recipient's server tells later is no act.
      deliveredAt: UNBACKED,
      bouncedAt: bounced && (said(bounced, 'acceptedAt') ?? bounced.at),
    },
    opened: opened && {
      at: opened.at,
      via: said(opened, 'via'),
      servedAt: said(opened, 'servedAt'),
      address: said(opened, 'address'),
      userAgent: said(opened, 'userAgent'),
      timeZone: said(signed, 'timeZone') ?? said(opened, 'timeZone'),
      locale: said(signed, 'locale'),
      pagesViewed: said(signed, 'pagesViewed') ?? said(opened, 'pagesViewed'),
    },
    consent: {
      text: said(signed, 'consentText'),
      version: said(signed, 'consentVersion'),
      locale: said(signed, 'locale'),
      sha256: said(signed, 'consentSha256'),
      at: signed?.at,
    },
    code: {
      maskedPhone: said(sent, 'maskedPhone'),
      messageId: said(sent, 'messageId') ?? '',
      sentAt: sent?.at,
      validatedAt: validated?.at,
      attempts: said(validated, 'tries'),
      codesSent: number,
    },
    signedAt: signed?.at,
    address: said(signed, 'address'),
    userAgent: said(signed, 'userAgent'),
  };
}
