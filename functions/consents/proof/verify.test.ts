import { beforeAll, describe, expect, it } from 'vitest';
import { sealPdf } from '../../../shared/documents/seal-pdf.ts';
import { soundSeal } from '../../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { sampleKeys } from '../../../test/proof-samples.ts';
import { type Entry, emptyChain, entryHash } from '../../proof/ledger.ts';
import { type SealedBundleFiles, sealedBundle } from '../../proof/sealed-bundle.ts';
import { sealTold } from '../../proof/sealing-act.ts';
import type { BundleVerification } from '../../proof/verify.ts';
import { type ConsentAct, consentActs } from '../consent-acts.ts';
import { wordingOf } from '../wording.ts';
import { assembleBundle } from './bundle.ts';
import { receiptMark, renderReceipt } from './receipt.ts';
import { verifyConsent } from './verifier.ts';

const tenant = 'acc_01k3v9x7c2m4q8r5t6w1y0z3ab' as Tenant;
const id = 'cns_01k3v9x7c2m4q8r5t6w1y0z3ab';
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 22, 34 + minutes));
const email = 'zoé.łukasiewicz@exemple.fr';
const wording = wordingOf({ business: 'Menuiserie Lefèvre', email, perMonth: 4, locale: 'fr' });
const shown = { wordingVersion: wording.version, wordingSha256: wording.sha256, locale: wording.locale };
const seen = { address: '198.51.100.7', userAgent: 'Mozilla/5.0' };

const requested: ConsentAct = {
  act: 'requested',
  actor: { kind: 'user', id: 'usr_1' },
  at: at(0),
  details: { ...shown, ground: 'customer', groundFrom: 'record', perMonth: 4, contactId: 'ctc_1', keyId: 'key_1' },
  personal: { ...seen, email, wording: wording.text, asker: 'Anne Lefèvre <anne@lefevre.example>' },
};
const accepted: ConsentAct = {
  act: 'accepted',
  actor: { kind: 'recipient', id },
  at: at(2),
  details: { ...shown, channel: 'consent-page', purpose: 'mailings' },
  personal: { ...seen, email, wording: wording.text, business: 'Menuiserie Lefèvre' },
};
const withdrawn = (kind: 'user' | 'recipient'): ConsentAct => ({
  act: 'withdrawn',
  actor: { kind, id: kind === 'user' ? 'usr_1' : id },
  at: at(3),
  details: { channel: kind === 'user' ? 'api' : 'unsubscribe-link' },
  personal: { ...seen, email, business: 'Menuiserie Lefèvre' },
});

const keys = await sampleKeys();

/** What whoever holds the key can make of any acts. */
async function bundleOf(acts: readonly ConsentAct[], rewrite: (chain: Entry[]) => Entry[] = (chain) => chain) {
  const before = consentActs.record(tenant, id, emptyChain, acts);
  const receipt = await renderReceipt(before.entries);
  const { bytes } = await sealPdf(receipt, { at: at(9), chainHead: before.head, ...receiptMark(before.entries) }, keys);
  const seal = await soundSeal(bytes);
  const sealed: ConsentAct = {
    act: 'sealed',
    actor: { kind: 'system' },
    at: at(10),
    details: {
      ...{ filename: 'reçu de consentement.pdf', sha256: sha256Hex(bytes), size: bytes.length, pages: seal.pages },
      ...{ versionId: 'v1', archiveYears: 10, archiveLock: 'governance', ...sealTold(seal) },
    },
  };
  const chain = rewrite([...before.entries, ...consentActs.record(tenant, id, before.head, [sealed]).entries]);
  return assembleBundle({
    chain,
    sealed: bytes,
    sealProof: async (pdf, how) => (await sealPdf(pdf, how, keys)).bytes,
    now: at(10),
  });
}

const failures = ({ checks }: BundleVerification) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);

/** The chain made again after its acts were changed: every hash is right again. */
function rehashed(chain: readonly Entry[]): Entry[] {
  const done: Entry[] = [];
  for (const [i, entry] of chain.entries()) {
    const linked = { ...entry, sequence: i + 1, previousHash: done.at(-1)?.hash ?? '0'.repeat(64) };
    done.push({ ...linked, hash: entryHash(linked) });
  }
  return done;
}

let zip: Uint8Array;
let files: SealedBundleFiles;
beforeAll(async () => {
  zip = await bundleOf([requested, accepted]);
  files = sealedBundle.unpack(zip);
});
const forged = (changes: Partial<SealedBundleFiles>) => {
  const all = { ...files, ...changes };
  return sealedBundle.pack({ ...all, SHA256SUMS: sealedBundle.checksums(all) });
};

describe('holds', () => {
  it('as it was made', async () => {
    const verification = await verifyConsent(zip);
    expect(failures(verification)).toEqual([]);
    expect(verification).toMatchObject({ verdict: 'unknown-maker', summary: { email, status: 'accepted' } });
  });

  it('for who was never asked, and for a withdrawal by either', async () => {
    for (const acts of [[accepted], [requested, accepted, withdrawn('recipient')], [requested, withdrawn('user')]])
      expect(failures(await verifyConsent(await bundleOf(acts)))).toEqual([]);
  });
});

describe('reports', () => {
  it('an altered byte of any file in a bundle packed again', async () => {
    for (const name of Object.keys(files) as (keyof SealedBundleFiles)[]) {
      for (const place of [0, 0.3, 0.5, 0.8]) {
        const bytes = new Uint8Array(files[name]);
        bytes[Math.floor(place * (bytes.length - 1))]! ^= 1;
        const again =
          name === 'SHA256SUMS' ? sealedBundle.pack({ ...files, SHA256SUMS: bytes }) : forged({ [name]: bytes });
        expect((await verifyConsent(again)).verdict, `${name} ${place}`).toBe('broken');
      }
    }
  });

  it('a yes that the business gave itself, and one after a refusal that it lifted', async () => {
    const itsOwn = { ...accepted, actor: { kind: 'user', id: 'usr_1' } } as unknown as ConsentAct;
    expect(failures(await verifyConsent(await bundleOf([requested, itsOwn])))).toContain('actors');
    const again: ConsentAct = { ...requested, act: 'renewed', at: at(4) } as ConsentAct;
    const lifted = await bundleOf([requested, accepted, withdrawn('recipient'), again, { ...accepted, at: at(5) }]);
    expect(failures(await verifyConsent(lifted))).toContain('acts');
  });

  it('acts rewritten after they were sealed, however well', async () => {
    const rewritten = await bundleOf([requested, accepted], (chain) =>
      rehashed(chain.map((entry) => (entry.act === 'accepted' ? { ...entry, at: at(1).toISOString() } : entry))),
    );
    expect(failures(await verifyConsent(rewritten))).toContain('sealed-chain');
  });

  it('a decision that came after the receipt was sealed', async () => {
    const late = await bundleOf([requested, accepted], (chain) => {
      const last = chain.at(-1)!;
      const { head } = { head: { sequence: last.sequence, hash: last.hash } };
      return [...chain, ...consentActs.record(tenant, id, head, [{ ...withdrawn('recipient'), at: at(11) }]).entries];
    });
    expect((await verifyConsent(late)).verdict).toBe('broken');
  });
});
