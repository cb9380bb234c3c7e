import { Fn, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { UseCaseQueue } from '../constructs/use-case-queue.ts';
import { NAME } from '../names.ts';
import type { UseCase } from '../use-cases.ts';
import { readSettings } from './settings.ts';
import type { StateStack } from './state-stack.ts';

/** The use case that consumes what SES tells of each mail. */
const MAIL_EVENTS_CONSUMER = 'record-mail-event';

/** What every queue's name begins with; the rest is the use case that consumes it. */
const PREFIX = `${NAME}-`;
const UNDONE = 'undone';

const NOBODY_IS_TOLD =
  'Personne n’est prévenu des alarmes : donnez une adresse, -c alarmEmail=vous@votre-domaine.fr. / Nobody is told of alarms: give an address, -c alarmEmail=you@your-domain.org.';

export interface QueuesStackProps extends StackProps {
  state: StateStack;
  useCases: readonly UseCase[];
}

/**
 * Every queue, and the alarms of what died in one. A stack before those of the areas: areas send to each other, and
 * stacks cannot wait for each other.
 */
export class QueuesStack extends Stack {
  /** The use cases that consume a queue. */
  readonly consumers: ReadonlySet<string>;
  /** Those of them that hear what became of their mails. */
  readonly mailReports: readonly string[];
  /** The queues that hear of facts, and of which: their names, or `*`. */
  readonly listeners: ReadonlyMap<string, string>;
  /** Where what no schedule and no upload could do is kept. */
  readonly undone: Queue;
  /** Who hears of every alarm. */
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, { state, useCases, ...props }: QueuesStackProps) {
    super(scope, id, props);
    this.alarms = this.#alarms();
    const { alarms } = this;
    const queues = new Map(
      useCases.flatMap(({ name, contract }) =>
        contract.kind === 'queue'
          ? [[name, new UseCaseQueue(this, name, { queueName: PREFIX + name, contract, alarms }).queue]]
          : [],
      ),
    );
    this.consumers = new Set(queues.keys());
    this.mailReports = useCases.flatMap(({ name, contract }) =>
      contract.kind === 'queue' && contract.message.isMailReport ? [name] : [],
    );
    this.listeners = new Map(
      useCases.flatMap(({ name, contract }) =>
        contract.kind === 'queue' && contract.hears ? [[name, [contract.hears].flat().join()]] : [],
      ),
    );
    this.undone = new DeadLetterQueue(this, 'Undone', {
      queueName: PREFIX + UNDONE,
      impact:
        'Un travail programmé ou l’examen d’un document déposé a échoué trois fois : ce qui est échu attend, des clients voient un document encore en vérification. / Scheduled work, or the check of an uploaded document, failed three times over: due work waits, customers see a document still being checked.',
      alarms,
    }).queue;

    const mailEvents = queues.get(MAIL_EVENTS_CONSUMER);
    if (mailEvents) state.mailEvents.addSubscription(new SqsSubscription(mailEvents));
  }

  /** The URL of any use case's queue is this, followed by the use case. */
  get urlPrefix(): string {
    return Fn.select(0, Fn.split(UNDONE, this.undone.queueUrl)) as string;
  }

  /**
   * Made of the name, not taken from the queue: CloudFormation lets nobody remove what another stack imports, and a
   * use case must be removable in one deployment.
   */
  arnOf(consumer: string): string {
    return this.formatArn({ service: 'sqs', resource: PREFIX + consumer });
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
    else Validations.of(this).addWarning('NobodyIsTold', NOBODY_IS_TOLD);
    return alarms;
  }
}
