import type { SoundSeal } from '../../shared/documents/verify-pdf.ts';
import type { LockMode } from '../../shared/function/access.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { besideOf } from '../documents/document.ts';
import { type Entry, readable } from '../proof/ledger.ts';
import { signatureLevel } from '../proof/legal-notice.ts';
import { retentionOf } from '../proof/retention.ts';
import type { SignatureFacts, SignerProof } from '../proof/signature-proof.ts';
import { type SignatureRequest, sealedName } from './signature-request.ts';
import { maskedPhone, type Signer } from './signer.ts';

interface Known {
  request: SignatureRequest;
  signers: readonly Signer[];
  history: readonly Entry[];
  seal: SoundSeal;
  /** For how many years the archive is locked. */
  archiveYears: number;
  archiveLock: LockMode;
  now: Date;
}

/** Everything known of a sealed request, as its proof states it. */
export function proofFacts(known: Known): SignatureFacts {
  const { request, signers, history, seal, archiveYears, archiveLock, now } = known;
  const { original, sealed, sender, createdAt } = request;
  if (!sealed) throw new Error(`${request.id} is not sealed`);
  const { filename, sha256, size, pages, beside } = original;
  const file = { filename, sha256, size, pages, ...(beside && { beside: besideOf(beside) }) };
  const { userId, name, company, email, address } = sender;
  const { signedBy, timestamp } = seal;
  return {
    request: { id: request.id, level: signatureLevel },
    documents: {
      original: file,
      displayed: file,
      sealed: { filename: sealedName(request), sha256: sealed.sha256, size: sealed.size, pages: seal.pages },
    },
    sender: { userId, name, ...(company && { company }), email, address, requestedAt: createdAt },
    signers: signers.map((signer) => signerFacts(signer, known)),
    seal: {
      certificate: {
        ...signedBy,
        notBefore: signedBy.notBefore.toISOString(),
        notAfter: signedBy.notAfter.toISOString(),
      },
      timestamp: {
        at: timestamp.genTime.toISOString(),
        authority: timestamp.tsaName,
        policy: timestamp.policy,
        serial: timestamp.serial,
        fingerprint: timestamp.certFingerprint,
      },
    },
    chain: [...history],
    retention: retentionOf(new Date(sealed.at), archiveYears, archiveLock),
    generatedAt: now.toISOString(),
  };
}

function signerFacts(signer: Signer, { request, history }: Known): SignerProof {
  const own = history
    .filter(({ actor, details }) => actor.id === signer.id || details.signerId === signer.id)
    .map(readable);
  const last = (act: string) => {
    const found = own.findLast((entry) => entry.act === act);
    const fact = (name: string) => String(found?.details[name] ?? '');
    return { found, at: found?.at ?? '', fact, count: (name: string) => Number(found?.details[name] ?? 0) };
  };
  const [invited, sent, validated] = [last('email-sent'), last('code-sent'), last('code-validated')];
  const bounced = own.findLast(({ act, details }) => act === 'email-bounced' && details.about === 'invitation');
  const [opened, signed] = [last('opened'), last('signed')];
  const { consent, reading, invitationDeliveredAt: deliveredAt } = signer;
  if (!consent) throw new Error(`${signer.id} has not signed`);
  return {
    id: signer.id,
    name: signer.name,
    email: signer.email,
    phone: signer.phone,
    suppliedBy: 'sender',
    invitation: {
      to: invited.fact('to') || signer.email,
      messageId: invited.fact('messageId'),
      ...(invited.fact('through') === 'smtp' && { through: 'smtp' as const }),
      // Of a link that was opened before its mail was known to have left, the sender's call is what is known.
      sentAt: invited.fact('acceptedAt') || request.createdAt,
      ...(deliveredAt && { deliveredAt }),
      ...(bounced && { bouncedAt: String(bounced.details.acceptedAt) }),
    },
    ...(opened.found && {
      opened: {
        at: opened.at,
        via: opened.fact('via') === 'page' ? ('page' as const) : ('link' as const),
        servedAt: opened.fact('servedAt'),
        address: opened.fact('address'),
        userAgent: opened.fact('userAgent'),
        locale: consent.locale,
        ...reading,
      },
    }),
    consent: { ...consent, sha256: sha256Hex(consent.text), at: signed.at },
    code: {
      maskedPhone: maskedPhone(signer.phone),
      messageId: sent.fact('messageId'),
      sentAt: sent.at,
      validatedAt: validated.at,
      attempts: validated.count('tries'),
      codesSent: signer.codesSent,
    },
    signedAt: signed.at,
    address: signed.fact('address'),
    userAgent: signed.fact('userAgent'),
  };
}
