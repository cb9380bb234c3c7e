import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { COMMON_ENV } from '../../shared/function/access.ts';
import { grantAccess } from '../access.ts';
import type { BuiltUseCase } from '../build.ts';
import { consuming, QueueSource } from '../constructs/queue-source.ts';
import { UploadNotifications } from '../constructs/upload-notifications.ts';
import { UseCaseFunction } from '../constructs/use-case-function.ts';
import { UseCaseRoute } from '../constructs/use-case-route.ts';
import { UseCaseSchedule } from '../constructs/use-case-schedule.ts';
import { acknowledgeWildcards } from './acknowledgements.ts';
import type { HttpStack } from './http-stack.ts';
import type { QueuesStack } from './queues-stack.ts';
import { readSettings } from './settings.ts';
import type { StateStack } from './state-stack.ts';

export interface AreaStackProps extends StackProps {
  area: string;
  state: StateStack;
  queues: QueuesStack;
  http: HttpStack;
  /** Those of the area. */
  useCases: readonly BuiltUseCase[];
}

/** The functions of one area and what triggers them: what may be deployed again at will. No area's stack needs another's. */
export class AreaStack extends Stack {
  readonly #state: StateStack;
  readonly #queues: QueuesStack;
  readonly #http: HttpStack;
  readonly #uploads: UploadNotifications;

  constructor(scope: Construct, id: string, { area, state, queues, http, useCases, ...props }: AreaStackProps) {
    super(scope, id, props);
    this.#state = state;
    this.#queues = queues;
    this.#http = http;
    this.#uploads = new UploadNotifications(this, `${area}-uploads`, state);
    // A queue is known by its name alone, which CDK does not see.
    this.addStackDependency(queues);
    for (const useCase of useCases) this.#wire(useCase);
    acknowledgeWildcards(this, state);
  }

  #wire(useCase: BuiltUseCase): void {
    const { name, contract } = useCase;
    const { statements, environment } = grantAccess(useCase, { state: this.#state, queues: this.#queues });
    const { lambda } = new UseCaseFunction(this, name, useCase, {
      statements: [...statements, ...this.#triggerRights(useCase)],
      environment: {
        [COMMON_ENV.publicUrl]: this.#http.urls.people,
        [COMMON_ENV.apiUrl]: this.#http.urls.programs,
        [COMMON_ENV.mailFrom]: readSettings(this).mailFrom,
        [COMMON_ENV.mailsPerSecond]: String(readSettings(this).mailsPerSecond),
        ...environment,
      },
    });

    switch (contract.kind) {
      case 'http':
      case 'page':
      case 'webhook':
        new UseCaseRoute(lambda, 'Http', { http: this.#http, contract, target: lambda });
        break;
      case 'queue':
        new QueueSource(lambda, 'Queue', { contract, queueArn: this.#queues.arnOf(name), target: lambda });
        break;
      case 'schedule':
        new UseCaseSchedule(lambda, 'Schedule', {
          contract,
          target: lambda,
          deadLetters: this.#queues.undone,
          alarms: this.#queues.alarms,
        });
        this.#keepFailures(lambda);
        break;
      case 'upload':
        this.#uploads.notify(contract, lambda);
        this.#keepFailures(lambda);
    }
  }

  #triggerRights({ name, contract }: BuiltUseCase): PolicyStatement[] {
    if (contract.kind === 'queue') return [consuming(this.#queues.arnOf(name))];
    return contract.kind === 'schedule' || contract.kind === 'upload'
      ? [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.#queues.undone.queueArn] })]
      : [];
  }

  /** Nobody waits for an answer: what failed three times is kept, and an alarm goes off. */
  #keepFailures(lambda: LambdaFunction): void {
    new CfnEventInvokeConfig(lambda, 'Failures', {
      functionName: lambda.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: this.#queues.undone.queueArn } },
    });
  }
}
