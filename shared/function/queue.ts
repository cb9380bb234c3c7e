import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { transactTogether } from '../table/together.ts';
import type { Transact, Write } from '../table/transact.ts';
import type { QueueContract } from './contract.ts';
import { envelope } from './message.ts';
import { observed } from './observed.ts';
import { handlerOf, type Parts } from './parts.ts';
import { settle } from './settle.ts';

export interface QueueInput<D extends z.ZodType> {
  data: z.output<D>;
  /** When the job began. */
  now: Date;
  /** For the moment of something that takes its time: an answer from outside. */
  clock: Clock;
  log: Log;
  /** For what must be written before the job goes on; with what the other messages of the batch write. */
  transact: Transact;
}

/** The writes that follow from a message; none when its work was done before. */
type Job<D extends z.ZodType> = (input: QueueInput<D>) => Promise<readonly Write[]>;

interface Options {
  /** What a record's body becomes before it is parsed, for messages that others send to our queues; undefined when it says nothing to us. */
  unwrap?: (body: unknown) => unknown;
}

/**
 * The Lambda handler of a `queue` contract. Each record stands alone: only those that failed come back. A message may
 * come twice and out of order: jobs look at the state, and their writes are conditional on it.
 */
export function serve<D extends z.ZodType>(contract: QueueContract<D>, job: Job<D>, options: Options = {}) {
  return handlerOf<SQSEvent, SQSBatchResponse>(
    (parts) => [observed(contract.message.name, parts)],
    (parts) =>
      async ({ Records }) => {
        const write = transactTogether();
        const failed = await Promise.all(
          Records.map((record) => consume(contract, job, record, { ...parts, ...options, transact: write })),
        );
        return { batchItemFailures: failed.flatMap((id) => (id ? [{ itemIdentifier: id }] : [])) };
      },
  );
}

/** @returns the record's id when it must come again */
async function consume<D extends z.ZodType>(
  contract: QueueContract<D>,
  job: Job<D>,
  record: SQSRecord,
  { clock, log, unwrap, transact }: Parts & Options & Pick<QueueInput<D>, 'transact'>,
): Promise<string | undefined> {
  const recordLog = log.with({ queue: contract.message.name, messageId: record.messageId });
  try {
    const body = JSON.parse(record.body);
    const content = unwrap ? unwrap(body) : envelope.parse(body).data;
    if (content === undefined) return undefined;
    const data = contract.message.data.parse(content);
    const now = clock();
    await settle(
      async () => ({ writes: await job({ data, now, clock, log: recordLog, transact }) }),
      now,
      undefined,
      transact,
    );
    return undefined;
  } catch (error) {
    recordLog.error('message-failed', { error });
    return record.messageId;
  }
}
