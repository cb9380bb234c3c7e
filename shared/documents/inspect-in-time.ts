import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { inspectPdf, type PdfInspection } from './inspect-pdf.ts';

/** What marks a thread as one of those started here: its module, and the bundle that it is part of, is run again there. */
const task = 'inspect-pdf';

interface Work {
  task: typeof task;
  bytes: Uint8Array;
}

/** Far longer than any sound document takes, and well under what the functions that ask have. */
const patience = 20_000;
/** Of the thread's own objects, in MB: less than the smallest function that asks has. */
const mostMemory = 900;

/**
 * Inspects a PDF in a thread of its own, which is ended once `most` milliseconds have passed: nothing that a file makes
 * the check do, not even a loop without end, keeps whoever sent it waiting. A document past it is refused as `too-slow`,
 * one that exhausts the thread's memory as a `bomb`.
 */
export async function inspectInTime(bytes: Uint8Array, most = patience): Promise<PdfInspection> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { task, bytes } satisfies Work,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  });
  const late = AbortSignal.timeout(most);
  try {
    const [inspection] = await once(worker, 'message', { signal: late });
    return inspection as PdfInspection;
  } catch (error) {
    if (late.aborted) return { ok: false, reason: 'too-slow' };
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return { ok: false, reason: 'bomb' };
    throw error;
  } finally {
    await worker.terminate();
  }
}

const work = workerData as Partial<Work> | null;
if (work?.task === task && work.bytes) parentPort?.postMessage(await inspectPdf(work.bytes));
