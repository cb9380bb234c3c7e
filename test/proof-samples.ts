import { assembleBundle, type BundleParts } from '../functions/proof/bundle.ts';
import { type Act, type Entry, emptyChain, record } from '../functions/proof/ledger.ts';
import { signatureLevel } from '../functions/proof/legal-notice.ts';
import { retentionOf } from '../functions/proof/retention.ts';
import type { SignatureFacts, SignerProof } from '../functions/proof/signature-proof.ts';
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
}

export const sampleKeys = (at = sampleTime) => sealingKeys(at, () => after(at, 600));
const sampleTime = new Date('2026-11-21T22:34:00.000Z');

/** Everything that `assembleBundle` asks for. */
export async function sampleParts(options: SampleOptions = {}): Promise<BundleParts> {
  const { at = sampleTime, names = ['Zoë Łukasiewicz'], refusals = 0, pages = 2, locale = 'fr', through } = options;
  const keys = options.keys ?? (await sampleKeys(at));
  const original = classicPdf({ pages });
  const signers = names.map((name, i) => signerOf(name, i, at, refusals, through));
  const sealedAt = after(at, 590);
  const sealed = await sealPdf(
    original,
    {
      at: sealedAt,
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
  const file = { filename: 'devis-2026-118.pdf', sha256: sha256Hex(original), size: original.length, pages };
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
    chain: chainOf(at, sealedAt, signers, refusals, file.sha256, sha256Hex(sealed.bytes)),
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

export const sampleBundle = async (options: SampleOptions = {}) => assembleBundle(await sampleParts(options));

function sealFacts({ signedBy: certificate, timestamp }: SoundSeal): SignatureFacts['seal'] {
  return {
    certificate: {
      ...certificate,
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
    },
    timestamp: {
      at: timestamp.genTime.toISOString(),
      authority: timestamp.tsaName,
      policy: timestamp.policy,
      serial: timestamp.serial,
      fingerprint: timestamp.certFingerprint,
    },
  };
}

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

function chainOf(
  at: Date,
  sealedAt: Date,
  signers: readonly SignerProof[],
  refusals: number,
  originalSha256: string,
  sealedSha256: string,
): Entry[] {
  const system = { kind: 'system' } as const;
  const acts: Act[] = [
    {
      act: 'requested',
      actor: { kind: 'user', id: 'usr_01k3v9x7c2m4q8r5t6w1y0z3ab' },
      at,
      details: { sha256: originalSha256, documentId: 'doc_01k3v9x7c2m4q8r5t6w1y0z3ab' },
      personal: { address: '192.0.2.17' },
    },
    ...signers.flatMap((signer): Act[] => {
      const actor = { kind: 'signer', id: signer.id } as const;
      const signerId = signer.id;
      const personal = { address: signer.address, userAgent: signer.userAgent };
      const refused = Array.from(
        { length: refusals },
        (_, n): Act => ({
          act: 'code-refused',
          actor,
          at: after(new Date(signer.code.sentAt), Math.floor((10 * n) / refusals)),
          details: { attemptsLeft: refusals - n },
          personal,
        }),
      );
      return [
        {
          act: 'email-sent',
          actor: system,
          at: new Date(signer.invitation.sentAt),
          details: { signerId, messageId: signer.invitation.messageId, through: signer.invitation.through },
          personal: { to: signer.email },
        },
        { act: 'opened', actor, at: new Date(signer.opened!.at), details: { timeZone: 'Europe/Paris' }, personal },
        {
          act: 'code-sent',
          actor: system,
          at: new Date(signer.code.sentAt),
          details: { signerId, messageId: signer.code.messageId, phone: signer.code.maskedPhone },
        },
        ...refused,
        { act: 'code-validated', actor, at: new Date(signer.code.validatedAt), personal },
        {
          act: 'signed',
          actor,
          at: new Date(signer.signedAt),
          details: {
            sha256: originalSha256,
            consentVersion: signer.consent.version,
            consentSha256: signer.consent.sha256,
          },
          personal: { ...personal, name: signer.name },
        },
      ];
    }),
    { act: 'sealed', actor: system, at: sealedAt, details: { sha256: sealedSha256 } },
  ];
  return record(tenant, requestId, emptyChain, acts).entries;
}
