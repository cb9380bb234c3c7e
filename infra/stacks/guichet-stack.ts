import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { COMMON_ENV } from '../../shared/function/access.ts';
import { grantAccess } from '../access.ts';
import type { BuiltUseCase } from '../build.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { HttpFront } from '../constructs/http-front.ts';
import { UploadNotifications } from '../constructs/upload-notifications.ts';
import { UseCaseFunction } from '../constructs/use-case-function.ts';
import { UseCaseQueue } from '../constructs/use-case-queue.ts';
import { UseCaseSchedule } from '../constructs/use-case-schedule.ts';
import { acknowledgeWildcards } from './acknowledgements.ts';
import { readSettings } from './settings.ts';
import type { StateStack } from './state-stack.ts';

/** The use case that consumes what SES tells of each mail. */
const MAIL_EVENTS_CONSUMER = 'record-mail-event';

export interface GuichetStackProps extends StackProps {
  state: StateStack;
  useCases: readonly BuiltUseCase[];
}

/** Everything that may be deployed again at will: functions and what triggers them. */
export class GuichetStack extends Stack {
  readonly #state: StateStack;
  readonly #front: HttpFront;
  readonly #queues: ReadonlyMap<string, UseCaseQueue>;
  readonly #undone: Queue;
  readonly #uploads: UploadNotifications;

  constructor(scope: Construct, id: string, { state, useCases, ...props }: GuichetStackProps) {
    super(scope, id, props);
    const alarms = this.#alarms();
    this.#state = state;
    this.#front = new HttpFront(this, 'Http');
    this.#uploads = new UploadNotifications(this, 'Uploads', state);
    this.#queues = new Map(
      useCases.flatMap(({ name, contract }) =>
        contract.kind === 'queue' ? [[name, new UseCaseQueue(this, `${name}-queue`, { name, contract, alarms })]] : [],
      ),
    );
    this.#undone = new DeadLetterQueue(this, 'Undone', {
      queueName: `${this.stackName}-undone`,
      impact:
        'A schedule did not run or an uploaded document was not examined, three times over: due work waits, customers see a document still being checked.',
      alarms,
    }).queue;
    for (const useCase of useCases) this.#wire(useCase);
    acknowledgeWildcards(this, state);

    const mailEvents = this.#queues.get(MAIL_EVENTS_CONSUMER);
    if (mailEvents) state.mailEvents.addSubscription(new SqsSubscription(mailEvents.queue));
  }

  #alarms(): Topic {
    const alarms = new Topic(this, 'Alarms', { enforceSSL: true });
    // A topic with a policy of its own no longer lets the account's alarms in by itself.
    alarms.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    const { alarmEmail } = readSettings(this);
    if (alarmEmail) alarms.addSubscription(new EmailSubscription(alarmEmail));
    return alarms;
  }

  #wire(useCase: BuiltUseCase): void {
    const { name, contract } = useCase;
    const queues = new Map([...this.#queues].map(([name, { queue }]) => [name, queue]));
    const { statements, environment } = grantAccess(useCase, { state: this.#state, queues });
    const { lambda } = new UseCaseFunction(this, name, useCase, {
      statements: [...statements, ...this.#triggerRights(useCase)],
      environment: {
        [COMMON_ENV.publicUrl]: this.#front.publicUrl,
        [COMMON_ENV.mailFrom]: readSettings(this).mailFrom,
        ...environment,
      },
    });

    switch (contract.kind) {
      case 'http':
      case 'page':
      case 'webhook':
        this.#front.serve(contract.route, lambda);
        break;
      case 'queue':
        this.#queues.get(name)?.feed(lambda);
        break;
      case 'schedule':
        new UseCaseSchedule(lambda, 'Schedule', { contract, target: lambda, deadLetters: this.#undone });
        this.#keepFailures(lambda);
        break;
      case 'upload':
        this.#uploads.notify(contract.bucket, lambda);
        this.#keepFailures(lambda);
    }
  }

  #triggerRights({ name, contract }: BuiltUseCase): PolicyStatement[] {
    const queue = this.#queues.get(name);
    if (queue) return [queue.consuming()];
    return contract.kind === 'schedule' || contract.kind === 'upload'
      ? [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.#undone.queueArn] })]
      : [];
  }

  /** Nobody waits for an answer: what failed three times is kept, and an alarm goes off. */
  #keepFailures(lambda: LambdaFunction): void {
    new CfnEventInvokeConfig(lambda, 'Failures', {
      functionName: lambda.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: this.#undone.queueArn } },
    });
  }
}
