import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type QueueContract, timeoutOf } from '../../shared/function/contract.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** The queue that a use case consumes. It is made before any function, since any function may send to it. */
export class UseCaseQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: { queueName: string; contract: QueueContract; alarms: ITopic }) {
    super(scope, id);
    const { queueName, contract, alarms } = props;
    const { queue: dead } = new DeadLetterQueue(this, 'DeadLetters', {
      queueName: `${queueName}-dead`,
      impact: contract.impact,
      alarms,
    });
    this.queue = new Queue(this, 'Queue', {
      queueName,
      // Six times the function's, as Lambda asks: a throttled batch must not come back while it is retried.
      visibilityTimeout: Duration.seconds(6 * timeoutOf(contract)),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Five, as AWS asks of a queue that feeds a function: a batch that its concurrency turned away was received too.
      deadLetterQueue: { queue: dead, maxReceiveCount: 5 },
    });
  }
}
