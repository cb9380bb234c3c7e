import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { inspectPdf } from '../shared/documents/inspect-pdf.ts';
import { sealPdf } from '../shared/documents/seal-pdf.ts';
import { verifySealedPdf } from '../shared/documents/verify-pdf.ts';
import { pageTexts } from './pdf-page-texts.ts';
import { sampleSeal, sealingKeys } from './pdf-samples.ts';

/** `refused` and `sealed` are what is expected of a file; `wrong` is not. */
interface Outcome {
  kind: 'refused' | 'sealed' | 'wrong';
  reason: string;
}

const deadline = 60_000;

/** Takes one PDF through acceptance, sealing and verification, and compares its pages before and after. */
async function tryOut(path: string): Promise<Outcome> {
  const original = new Uint8Array(await readFile(path));
  const inspection = await inspectPdf(original);
  if (!inspection.ok) return { kind: 'refused', reason: inspection.reason };
  const before = await pageTexts(original);
  if (before.length !== inspection.pages)
    return { kind: 'wrong', reason: `${inspection.pages} pages counted, ${before.length} read by pdf.js` };
  const at = new Date();
  const sealed = await sealPdf(original, sampleSeal(at), await sealingKeys(at));
  if (!Buffer.from(sealed.bytes.subarray(0, original.length)).equals(original))
    return { kind: 'wrong', reason: 'the original is not the beginning of the sealed file' };
  const { valid, problems } = await verifySealedPdf(sealed.bytes);
  if (!valid) return { kind: 'wrong', reason: `the seal does not hold: ${problems.join(', ')}` };
  const after = await pageTexts(sealed.bytes);
  const isLonger =
    sealed.markPlacement === 'added-page' ? after.length > before.length : after.length === before.length;
  if (!isLonger || !isDeepStrictEqual(after.slice(0, before.length), before))
    return { kind: 'wrong', reason: `other pages once sealed: ${before.length} before, ${after.length} after` };
  return { kind: 'sealed', reason: sealed.markPlacement };
}

async function withinDeadline(path: string): Promise<Outcome> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { path }, stdout: true, stderr: true });
  try {
    const [outcome] = await once(worker, 'message', { signal: AbortSignal.timeout(deadline) });
    return outcome as Outcome;
  } catch (error) {
    const isLate = (error as Error).name === 'AbortError';
    return { kind: 'wrong', reason: isLate ? `not done in ${deadline / 1000} s` : String(error) };
  } finally {
    await worker.terminate();
  }
}

async function report(folder: string): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.pdf$/i.test(name)).sort();
  const counts = new Map<string, number>();
  for (const name of names) {
    const { kind, reason } = await withinDeadline(join(folder, name));
    console.log(`${kind.padEnd(8)} ${name}: ${reason}`);
    const line = kind === 'wrong' ? 'wrong' : `${kind}: ${reason}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  console.log(`\n${names.length} PDFs`);
  for (const [line, count] of [...counts].sort()) console.log(`${String(count).padStart(6)} ${line}`);
  process.exitCode = names.length === 0 || counts.has('wrong') ? 1 : 0;
}

const work = workerData as { path?: string } | null;
if (work?.path) {
  const outcome = await tryOut(work.path).catch((error): Outcome => ({ kind: 'wrong', reason: String(error) }));
  parentPort?.postMessage(outcome);
} else if (process.argv[2]) await report(process.argv[2]);
else {
  console.error('usage: npm run corpus -- FOLDER');
  process.exitCode = 2;
}
