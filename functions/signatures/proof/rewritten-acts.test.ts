import { describe, expect, test } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { sampleKeys, sampleParts, sealedSample } from '../../../test/proof-samples.ts';
import { type Entry, entryHash, personalHash } from '../../proof/ledger.ts';
import { verifyDrawing } from '../../proof/verify-drawing.ts';
import type { RequestAct } from '../request-acts.ts';
import { assembleBundle, type BundleParts, signatureBundle } from './bundle.ts';
import { drawing } from './drawing.ts';
import { renderProof } from './proof-document.ts';
import { type SignatureProof, signatureProofSchema, writeProof } from './signature-proof.ts';
import { verifySignature } from './verifier.ts';
import { verifyActs } from './verify-acts.ts';

/** What whoever holds the table, the key and the time-stamp authority may try: they can make every hash and seal again. */
const { keys, parts } = await sealedSample();
const known = {
  certificates: [{ sha256: parts.seal.signedBy.fingerprint }],
  authorities: [parts.seal.timestamp.certFingerprint],
};

async function verified(forged: BundleParts) {
  const { verdict, checks } = await verifySignature(await assembleBundle(forged), known);
  return { verdict, failed: checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name), checks };
}

/** The chain with every hash made again. */
function rehashed(chain: readonly Entry[]): Entry[] {
  const done: Entry[] = [];
  for (const [i, entry] of chain.entries()) {
    const personal = Object.fromEntries(
      Object.entries(entry.clear ?? {}).map(([name, { value, salt }]) => [name, personalHash(value, salt)]),
    );
    const linked = { ...entry, personal, sequence: i + 1, previousHash: done.at(-1)?.hash ?? '0'.repeat(64) };
    done.push({ ...linked, hash: entryHash(linked) });
  }
  return done;
}

/** A value replaced by another, in a chain and the facts told from it, as text. */
const replaced = <T>(value: T, one: string, other: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll(one, other)) as T;

test('as they were, they hold', async () => {
  expect(await verified(parts)).toMatchObject({ verdict: 'valid', failed: [] });
});

describe('acts rewritten once the document is sealed, all hashes and facts with them, are told by the seal:', () => {
  test.each([
    ['another phone', '+33612345670', '+33699999970'],
    ['another name', 'Zoë Łukasiewicz', 'Paul Autre'],
    ['another address', 'signataire1@exemple.fr', 'complice@exemple.fr'],
    ['another file name', 'devis-2026-118.pdf', 'contrat.pdf'],
    [
      'another time',
      parts.proof.signers[0]!.opened!.at,
      after(new Date(parts.proof.signers[0]!.opened!.at), 1).toISOString(),
    ],
  ])('%s', async (_what, one, other) => {
    const proof = replaced(parts.proof, one, other);
    const chain = rehashed(proof.chain);
    const { verdict, failed } = await verified({ ...parts, proof: { ...proof, chain } });
    expect(verdict).toBe('broken');
    expect(failed).toContain('sealed-chain');
  });

  test('an act more', async () => {
    const [first, ...rest] = parts.proof.chain;
    const chain = rehashed([first!, { ...first!, act: 'reminded' }, ...rest]);
    expect((await verified({ ...parts, proof: { ...parts.proof, chain } })).failed).toContain('sealed-chain');
  });
});

describe('a document sealed again after its acts were rewritten', () => {
  const days = (count: number) => count * 24 * 3600;
  const resealedAt = (seconds: number) => sampleKeys(after(new Date('2026-11-21T22:34:00.000Z'), seconds));

  test('is told by its time-stamp, later than the sealing', async () => {
    const { failed } = await verified(await sampleParts({ keys: await resealedAt(3600) }));
    expect(failed).toContain('sealed-chain');
  });

  test('is told too when the sealing is said to be as late: it was long after the signatures', async () => {
    const late = await sampleParts({ keys: await resealedAt(days(3)) });
    const at = late.seal.timestamp.genTime.toISOString();
    const acts = late.proof.chain.map((entry) => (/^(sealed|filed)$/.test(entry.act) ? { ...entry, at } : entry));
    const generatedAt = at;
    const { checks } = await verified({ ...late, proof: { ...late.proof, chain: rehashed(acts), generatedAt } });
    expect(checks.find(({ name }) => name === 'sealed-late')).toMatchObject({ outcome: 'noted' });
  });
});

describe('the head that the seal states', () => {
  const bounced: RequestAct = {
    act: 'email-bounced',
    actor: { kind: 'system' },
    at: new Date('2026-11-21T22:43:00.000Z'),
    details: { signerId: 'sgn_1', mailId: 'mail_1', attempts: 1, about: 'confirmation' },
    personal: { to: 'signataire1@exemple.fr' },
  };

  test('may be followed by acts that came while the document was being sealed', async () => {
    expect(await verified(await sampleParts({ keys, late: [bounced] }))).toMatchObject({ verdict: 'valid' });
  });

  test('is not before the last signature', async () => {
    const { proof } = parts;
    const head = proof.seal.chain;
    const again = { ...bounced, act: 'signed', actor: { kind: 'signer', id: 'sgn_1' } } as unknown as RequestAct;
    const { failed } = await verified(await sampleParts({ keys, late: [again] }));
    expect(head.sequence).toBe(proof.chain.find(({ act }) => act === 'signed')?.sequence);
    expect(failed).toContain('sealed-chain');
  });
});

describe('with a fresh key and acts of their own, an act that later ones imply is missed:', () => {
  test.each(['requested', 'email-sent', 'opened', 'code-sent', 'code-validated', 'signed'])('%s', async (dropped) => {
    const rewrite = (acts: RequestAct[]) => acts.filter(({ act }) => act !== dropped);
    const { failed } = await verified(await sampleParts({ rewrite }));
    expect(failed).toContain('acts');
  });

  test.each(['sealed', 'filed'])('%s', async (dropped) => {
    const chain = rehashed(parts.proof.chain.filter(({ act }) => act !== dropped));
    expect((await verified({ ...parts, proof: { ...parts.proof, chain } })).failed).toContain('acts');
  });

  test('a masked phone that is not the signer’s, in the acts as in the proof', async () => {
    const rewrite = (acts: RequestAct[]) => replaced(acts, '+33 6 •• •• •• 70', '+33 6 •• •• •• 99').map(revived);
    const forged = await sampleParts({ rewrite });
    const signers = replaced(forged.proof.signers, '+33 6 •• •• •• 70', '+33 6 •• •• •• 99');
    expect((await verified({ ...forged, proof: { ...forged.proof, signers } })).failed).toEqual(['facts']);
  });
});

const revived = (act: RequestAct): RequestAct => ({ ...act, at: new Date(act.at) });

/** Every place of a value that is not one of its branches, as a path. */
function leavesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]));
}

/** The same with another value at one place, of its own kind. */
function changed(proof: SignatureProof, path: readonly string[]): SignatureProof {
  const copy = structuredClone(proof) as unknown as Record<string, unknown>;
  const parent = path.slice(0, -1).reduce((at, name) => at[name] as Record<string, unknown>, copy);
  const name = path.at(-1)!;
  const value = parent[name];
  const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
  const isHash = typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
  if (isTime) parent[name] = after(new Date(value), 1).toISOString();
  else if (isHash) parent[name] = value.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  else if (typeof value === 'number') parent[name] = value + 1;
  else if (typeof value === 'boolean') parent[name] = !value;
  else parent[name] = name === 'locale' ? 'en' : `${String(value)}x`;
  return copy as unknown as SignatureProof;
}

describe('a field of proof.json that alone was changed', () => {
  const proof = signatureProofSchema.parse(
    JSON.parse(
      Buffer.from(
        writeProof(parts.proof, {
          ...{ 'original.pdf': '0'.repeat(64), 'sealed.pdf': '0'.repeat(64), 'certificates.pem': '0'.repeat(64) },
          ...{ 'timestamp.tst': '0'.repeat(64), 'LISEZMOI.txt': '0'.repeat(64) },
        }),
      ).toString(),
    ),
  );
  const { chain, files, version, kind, drawing: _, ...told } = proof;
  const leaves = leavesOf(told);
  /** What the seals, their clock or our own words tell: only a whole bundle can be compared with them. */
  const isOfTheBundle = (path: readonly string[]) =>
    /^(seal|generatedAt|legalNotice|request\.level\.statement|retention\.rule)\b/.test(path.join('.'));

  test('is told, whichever it is, from the acts', () => {
    const ofActs = leaves.filter((path) => !isOfTheBundle(path));
    expect(ofActs.length).toBeGreaterThan(45);
    for (const path of ofActs) {
      const forged = changed(proof, path);
      const wellFormed = signatureProofSchema.safeParse(forged).success;
      const told = verifyActs(forged).filter(({ outcome, name }) => outcome === 'failed' || name === 'unbacked');
      expect(
        !wellFormed || told.some(({ outcome }) => outcome === 'failed') || isUnbacked(path, told),
        path.join('.'),
      ).toBe(true);
    }
  });

  const isUnbacked = (path: readonly string[], told: { name: string; text: { en: string } }[]) =>
    told.some(({ name, text }) => name === 'unbacked' && text.en.includes(path.join('.')));

  test.each(
    leaves
      .map((path) => [path.join('.'), path] as const)
      .filter(([name, path]) => isOfTheBundle(path) && !/^legalNotice|^generatedAt/.test(name)),
  )('is told, by the seals or our words: %s', async (_name, path) => {
    const { version: _v, kind: _k, drawing: _d, legalNotice: _l, files: _f, ...facts } = changed(proof, path);
    expect((await verified({ ...parts, proof: facts })).verdict).toBe('broken');
  });

  test('is told, by the clock of proof.pdf’s seal: generatedAt', async () => {
    const generatedAt = after(new Date(parts.proof.generatedAt), 3600).toISOString();
    expect((await verified({ ...parts, proof: { ...parts.proof, generatedAt } })).failed).toContain('proof-document');
  });

  test.each(['fr', 'en'])('is told, by our words: legalNotice.%s', async (locale) => {
    const bundle = signatureBundle.unpack(await assembleBundle(parts));
    const forged = changed(proof, ['legalNotice', locale]);
    expect(verifyDrawing(await drawing(forged, parts.seal, bundle), bundle)).toMatchObject({
      outcome: 'failed',
      text: { en: expect.stringContaining('the notices of proof.json are not ours') },
    });
  });

  test('is told when proof.pdf is of another proof, sealed for this one', async () => {
    const other = await sampleParts({ keys, names: ['Paul Autre'] });
    const sealProof: BundleParts['sealProof'] = async (_pdf, how) => {
      const facts = signatureProofSchema.parse({ ...proof, ...other.proof });
      return parts.sealProof(await renderProof(facts, how.mark.lines[1]!.slice(-64), 'fr'), how);
    };
    expect((await verified({ ...parts, sealProof })).failed).toEqual(['drawing']);
  });
});
