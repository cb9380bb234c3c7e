import { append, emptyChain, type Head } from '../functions/proof/ledger.ts';
import { retentionOf } from '../functions/proof/retention.ts';
import { sealFacts } from '../functions/proof/sealed-proof.ts';
import { sealTold } from '../functions/proof/sealing-act.ts';
import { assembleBundle, type BundleParts } from '../functions/signatures/proof/bundle.ts';
import { signatureLevel } from '../functions/signatures/proof/legal-notice.ts';
import type { SignatureFacts, SignerProof } from '../functions/signatures/proof/signature-proof.ts';
import type { RequestAct, RequestActOf } from '../functions/signatures/request-acts.ts';
import { after } from '../shared/clock.ts';
import { sealPdf } from '../shared/documents/seal-pdf.ts';
import { type SoundSeal, soundSeal } from '../shared/documents/verify-pdf.ts';
import type { Tenant } from '../shared/identity/tenant.ts';
import { sha256Hex } from '../shared/sha256.ts';
import type { Locale } from '../shared/text.ts';
import { classicPdf, sealingKeys } from './pdf-samples.ts';

/** Evidence for tests: a signature of a hand-written quote, with keys made on the spot. */
const tenant = 'acc_01k3v9x7c2m4q8r5t6w1y0z3ab' as Tenant;
const requestId = 'sig_01k3v9x7c2m4q8r5t6w1y0z3ab';
const userAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';
const consentText =
  'En validant, je reconnais avoir lu le document « devis-2026-118.pdf » et je consens à le signer électroniquement. ' +
  'Je reconnais que le code reçu par SMS vaut expression de mon consentement.';

interface SampleOptions {
  at?: Date;
  names?: readonly string[];
  /** Refused codes before the right one, for each signer: makes a long chain. */
  refusals?: number;
  pages?: number;
  /** What the invitations left through, where it is to be said. */
  through?: 'smtp';
  locale?: Locale;
  keys?: Awaited<ReturnType<typeof sealingKeys>>;
  /** What a forger makes of the acts before they are sealed. */
  rewrite?: (acts: RequestAct[]) => RequestAct[];
  /** Acts that come while the document is being sealed. */
  late?: RequestAct[];
}

export const sampleKeys = (at = sampleTime) => sealingKeys(at, () => after(at, 600));
const sampleTime = new Date('2026-11-21T22:34:00.000Z');

/** Everything that `assembleBundle` asks for. */
export async function sampleParts(options: SampleOptions = {}): Promise<BundleParts> {
  const {
    at = sampleTime,
    names = ['Zoë Łukasiewicz'],
    refusals = 0,
    pages = 2,
    locale = 'fr',
    through,
    rewrite,
    late,
  } = options;
  const keys = options.keys ?? (await sampleKeys(at));
  const original = classicPdf({ pages });
  const signers = names.map((name, i) => signerOf(name, i, at, refusals, through));
  const sealedAt = after(at, 590);
  const file = { filename: 'devis-2026-118.pdf', sha256: sha256Hex(original), size: original.length, pages };
  const before = recordSample(emptyChain, (rewrite ?? same)(actsOf(at, signers, refusals, file, locale)));
  const sealed = await sealPdf(
    original,
    {
      at: sealedAt,
      chainHead: before.head,
      reason: 'Signature électronique',
      signerName: names.join(', '),
      mark: {
        title: 'Signature électronique',
        lines: ['devis-2026-118.pdf · 2 pages'],
        blocks: signers.map(({ name, email }) => ({ name, lines: [email] })),
        requestId,
        locale,
      },
    },
    keys,
  );
  const seal = await soundSeal(sealed.bytes);
  const proof: SignatureFacts = {
    request: { id: requestId, level: signatureLevel },
    documents: {
      original: file,
      displayed: file,
      sealed: {
        filename: 'devis-2026-118-signé.pdf',
        sha256: sha256Hex(sealed.bytes),
        size: sealed.bytes.length,
        pages: seal.pages,
      },
    },
    sender: {
      userId: 'usr_01k3v9x7c2m4q8r5t6w1y0z3ab',
      name: 'Anne Lefèvre',
      company: 'Menuiserie Lefèvre & Fils',
      email: 'anne@menuiserie-lefevre.example',
      address: '192.0.2.17',
      requestedAt: at.toISOString(),
    },
    signers,
    seal: sealFacts(seal),
    chain: [
      ...before.entries,
      ...recordSample(before.head, [...(late ?? []), ...sealingActs(sealedAt, seal, sealed.bytes)]).entries,
    ],
    retention: retentionOf(sealedAt, 10, 'governance'),
    generatedAt: after(at, 600).toISOString(),
  };
  return {
    proof,
    original,
    sealed: sealed.bytes,
    seal,
    sealProof: async (pdf, seal) => (await sealPdf(pdf, seal, keys)).bytes,
    locale,
  };
}

/** Entries of the sample's chain that follow a head. */
const recordSample = (head: Head, acts: readonly RequestAct[]) => append(tenant, requestId, head, acts);
const same = (acts: RequestAct[]) => acts;

async function sealOnce() {
  const keys = await sampleKeys();
  const parts = await sampleParts({ keys });
  return { keys, parts, bundle: await assembleBundle(parts) };
}
let sealed: ReturnType<typeof sealOnce> | undefined;

/** The evidence that tests read and do not change, its parts and its keys: sealed once for all files of a process. */
export const sealedSample = () => (sealed ??= sealOnce());

export const sampleBundle = async (options: SampleOptions = {}) => assembleBundle(await sampleParts(options));

/** Each signer takes half a minute, beginning a minute after the request. */
function signerOf(name: string, i: number, at: Date, refusals: number, through?: 'smtp'): SignerProof {
  const time = (seconds: number) => after(at, 60 + 30 * i + seconds).toISOString();
  const email = `signataire${i + 1}@exemple.fr`;
  return {
    id: `sgn_${i + 1}`,
    name,
    email,
    phone: `+3361234567${i % 10}`,
    suppliedBy: 'sender',
    invitation: {
      ...{ to: email, messageId: `0102018f-${i}`, sentAt: time(0), deliveredAt: time(1) },
      ...(through && { through }),
    },
    opened: {
      at: time(5),
      via: 'page',
      servedAt: time(5),
      address: '198.51.100.7',
      userAgent,
      timeZone: 'Europe/Paris',
      locale: 'fr',
      pagesViewed: 2,
    },
    consent: {
      text: consentText,
      version: '2026-11-01',
      locale: 'fr',
      sha256: sha256Hex(new TextEncoder().encode(consentText)),
      at: time(25),
    },
    code: {
      maskedPhone: `+33 6 •• •• •• 7${i % 10}`,
      messageId: `sms-${i}`,
      sentAt: time(10),
      validatedAt: time(25),
      attempts: refusals + 1,
      codesSent: 1,
    },
    signedAt: time(25),
    address: '198.51.100.7',
    userAgent,
  };
}

function actsOf(
  at: Date,
  signers: readonly SignerProof[],
  refusals: number,
  { filename, ...document }: SignatureFacts['documents']['original'],
  locale: Locale,
): RequestAct[] {
  const system = { kind: 'system' } as const;
  return [
    {
      act: 'requested',
      actor: { kind: 'user', id: 'usr_01k3v9x7c2m4q8r5t6w1y0z3ab' },
      at,
      details: {
        ...document,
        documentId: 'doc_01k3v9x7c2m4q8r5t6w1y0z3ab',
        versionId: '1',
        keyId: 'key_01k3v9x7c2m4q8r5t6w1y0z3ab',
        signers: signers.map(({ id }) => id),
        locale,
      },
      personal: {
        filename,
        sender: 'Anne Lefèvre <anne@menuiserie-lefevre.example>',
        company: 'Menuiserie Lefèvre & Fils',
        address: '192.0.2.17',
        userAgent,
        signerIdentities: signers.map(({ id, name, email, phone }) => ({ id, name, email, phone })),
      },
    },
    ...signers.flatMap((signer): RequestAct[] => {
      const actor = { kind: 'signer', id: signer.id } as const;
      const signerId = signer.id;
      const { invitation, code, consent } = signer;
      const personal = { address: signer.address, userAgent: signer.userAgent };
      const reading = { pagesViewed: 2, timeZone: 'Europe/Paris' };
      const refused = Array.from(
        { length: refusals },
        (_, n): RequestActOf<'code-refused'> => ({
          act: 'code-refused',
          actor,
          at: after(new Date(code.sentAt), Math.floor((10 * n) / refusals)),
          details: { number: 1, tries: n + 1, reason: 'wrong' },
          personal,
        }),
      );
      return [
        {
          act: 'email-sent',
          actor: system,
          at: new Date(invitation.sentAt),
          details: {
            ...{ signerId, mailId: `mail_${signerId}`, attempts: 1, about: 'invitation' },
            messageId: invitation.messageId,
            ...{ through: invitation.through ?? 'platform', acceptedAt: invitation.sentAt },
          },
          personal: { to: signer.email },
        },
        {
          act: 'opened',
          actor,
          at: new Date(signer.opened!.at),
          details: { via: 'page', servedAt: signer.opened!.servedAt!, ...reading },
          personal,
        },
        {
          act: 'code-sent',
          actor: system,
          at: new Date(code.sentAt),
          details: {
            ...{ signerId, channel: 'sms', number: 1 },
            ...{ messageId: code.messageId, maskedPhone: code.maskedPhone },
          },
          personal: { phone: signer.phone },
        },
        ...refused,
        {
          act: 'code-validated',
          actor,
          at: new Date(code.validatedAt),
          details: { number: 1, tries: refusals + 1 },
          personal,
        },
        {
          act: 'signed',
          actor,
          at: new Date(signer.signedAt),
          details: {
            sha256: document.sha256,
            consentVersion: consent.version,
            consentSha256: consent.sha256,
            locale: consent.locale,
            ...reading,
          },
          personal: { ...personal, name: signer.name, consentText: consent.text },
        },
      ];
    }),
  ];
}

function sealingActs(at: Date, seal: SoundSeal, sealed: Uint8Array): RequestAct[] {
  const actor = { kind: 'system' } as const;
  return [
    {
      act: 'sealed',
      actor,
      at,
      details: {
        ...{ sha256: sha256Hex(sealed), size: sealed.length, pages: seal.pages, versionId: '1' },
        ...{ archiveYears: 10, archiveLock: 'governance' },
        ...sealTold(seal),
      },
    },
    {
      act: 'filed',
      actor,
      at,
      details: {
        documentId: 'doc_01k3v9x7c2m4q8r5t6w1y0z3ac',
        originalDocumentId: 'doc_01k3v9x7c2m4q8r5t6w1y0z3ab',
        contactId: 'ctc_01k3v9x7c2m4q8r5t6w1y0z3ab',
      },
      personal: { filename: 'devis-2026-118-signé.pdf' },
    },
  ];
}
