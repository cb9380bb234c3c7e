import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { QueueContract } from '../../shared/function/contract.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** The queue that a use case consumes. It is made before any function, since any function may send to it. */
export class UseCaseQueue extends Construct {
  readonly queue: Queue;
  readonly #contract: QueueContract;

  constructor(scope: Construct, id: string, props: { name: string; contract: QueueContract; alarms: ITopic }) {
    super(scope, id);
    const { name, contract, alarms } = props;
    const queueName = `${Stack.of(this).stackName}-${name}`;
    const { queue: dead } = new DeadLetterQueue(this, 'DeadLetters', {
      queueName: `${queueName}-dead`,
      impact: contract.impact,
      alarms,
    });
    this.#contract = contract;
    this.queue = new Queue(this, 'Queue', {
      queueName,
      // Six times the function's, as Lambda asks: a throttled batch must not come back while it is retried.
      visibilityTimeout: Duration.seconds(6 * (contract.timeout ?? 15)),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
    });
  }

  /** What the function that consumes this queue needs. */
  consuming(): PolicyStatement {
    return new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      resources: [this.queue.queueArn],
    });
  }

  feed(consumer: LambdaFunction): void {
    const { batch = 10, concurrency = 10 } = this.#contract;
    consumer.addEventSourceMapping('Queue', {
      eventSourceArn: this.queue.queueArn,
      batchSize: batch,
      // SQS gives more than ten at once only to who waits for them.
      ...(batch > 10 && { maxBatchingWindow: Duration.seconds(1) }),
      maxConcurrency: concurrency,
      reportBatchItemFailures: true,
    });
  }
}
