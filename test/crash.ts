import { S3Client } from '@aws-sdk/client-s3';

/** What a process that has died answers: nothing. */
class Crash extends Error {}

interface Sender {
  send: (...args: object[]) => unknown;
}
/** The class that all clients of the SDK extend. */
export const client = (Object.getPrototypeOf(S3Client) as { prototype: Sender }).prototype;

/**
 * Runs `job` in a process that dies right after the answer to its n-th call to AWS or to any other server (before its
 * first with 0), or to its first call of a command. Calls begun later are never made, and what the job answered is lost.
 * @returns whether it died: false when the job needs fewer calls
 */
export async function crashAfter(last: number | string, job: () => Promise<unknown>): Promise<boolean> {
  const { send } = client;
  const { fetch } = globalThis;
  let calls = 0;
  let isLastBegun = last === 0;
  let dead = isLastBegun;
  async function call<T>(name: string, carryOut: () => T): Promise<Awaited<T>> {
    calls += 1;
    if (dead || isLastBegun) {
      dead = true;
      throw new Crash('The process has died');
    }
    const isLast = calls === last || name === last;
    isLastBegun = isLast;
    const answer = await carryOut();
    if (!isLast) return answer;
    dead = true;
    throw new Crash('The process has died');
  }
  client.send = function (this: Sender, ...args) {
    return call(args[0]?.constructor.name ?? '', () => send.apply(this, args));
  };
  globalThis.fetch = (...args) => call('fetch', () => fetch(...args));
  try {
    await job();
    return dead;
  } catch (error) {
    if (dead) return true;
    throw error;
  } finally {
    client.send = send;
    globalThis.fetch = fetch;
  }
}

/** The same, dying just before the n-th call: it is not made. */
export const crashBefore = (n: number, job: () => Promise<unknown>): Promise<boolean> => crashAfter(n - 1, job);

/**
 * Every way for a job to die between two calls: `for await (const die of crashes())`, in which the test makes a new
 * thing, runs `await die(() => job)`, then carries on as a retry would and asserts that it ends well. The last turn is
 * the one in which the job did not die.
 */
export async function* crashes(most = 100): AsyncGenerator<(job: () => Promise<unknown>) => Promise<void>> {
  for (let n = 0; n <= most; n++) {
    let died: boolean | undefined;
    yield async (job) => {
      died = await crashAfter(n, job);
    };
    if (died === undefined) throw new Error('crashes(): the job was not run');
    if (!died) return;
  }
  throw new Error(`crashes(): still dying after ${most} calls`);
}
