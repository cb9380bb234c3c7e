import type { S3Event } from 'aws-lambda';
import type { Log } from '../log.ts';
import type { Write } from '../table/transact.ts';
import type { UploadContract } from './contract.ts';
import { observed } from './observed.ts';
import { handlerOf } from './parts.ts';
import { settle } from './settle.ts';

export interface UploadedObject {
  key: string;
  /** Bytes. */
  size: number;
}

export interface UploadInput {
  object: UploadedObject;
  now: Date;
  log: Log;
}

/** The Lambda handler of an `upload` contract: one job for each object that came into the bucket. */
export function serve(contract: UploadContract, job: (input: UploadInput) => Promise<readonly Write[]>) {
  return handlerOf<S3Event, void>(
    (parts) => [observed(contract.summary.en, parts)],
    ({ clock, log }) =>
      async ({ Records }) => {
        for (const { s3 } of Records) {
          const now = clock();
          // S3 encodes keys in its events as forms do.
          const key = decodeURIComponent(s3.object.key.replaceAll('+', ' '));
          await settle(async () => ({ writes: await job({ object: { key, size: s3.object.size }, now, log }) }), now);
        }
      },
  );
}
