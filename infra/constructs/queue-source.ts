import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { QueueContract } from '../../shared/function/contract.ts';

/** Feeds the function that consumes a queue, batch after batch; a message that failed comes again alone. */
export class QueueSource extends Construct {
  constructor(scope: Construct, id: string, props: { contract: QueueContract; queueArn: string; target: IFunction }) {
    super(scope, id);
    const { batch = 10, concurrency = 10 } = props.contract;
    new EventSourceMapping(this, 'Mapping', {
      target: props.target,
      eventSourceArn: props.queueArn,
      batchSize: batch,
      // SQS gives more than ten at once only to who waits for them.
      ...(batch > 10 && { maxBatchingWindow: Duration.seconds(1) }),
      maxConcurrency: concurrency,
      reportBatchItemFailures: true,
    });
  }
}

/** What the function that consumes a queue needs. */
export const consuming = (queueArn: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    resources: [queueArn],
  });
