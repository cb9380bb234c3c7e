import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ACCESS_ENV, type Access, type BucketName, EVERY_QUEUE } from '../shared/function/access.ts';
import type { QueuesStack } from './stacks/queues-stack.ts';
import { readSettings } from './stacks/settings.ts';
import { INDEXES, type StateStack } from './stacks/state-stack.ts';
import type { UseCase } from './use-cases.ts';

/** What one function may do, and the variables through which it finds where. */
export interface Grant {
  statements: PolicyStatement[];
  environment: Record<string, string>;
}

/**
 * The rights and variables behind the access words of a use case; each statement names its actions one by one.
 * @throws Error naming the use case, when it sends to a queue that no use case consumes.
 */
export function grantAccess(useCase: UseCase, { state, queues }: { state: StateStack; queues: QueuesStack }): Grant {
  const { access } = useCase.contract;
  const grants = access.filter((word) => !isSending(word)).map((word) => stateGrant(word as StateAccess, state));
  grants.push(sending(access.filter(isSending).map(consumerOf), queues, useCase));
  return {
    statements: grants.flatMap(({ statements }) => statements),
    environment: Object.assign({}, ...grants.map(({ environment }) => environment)),
  };
}

type StateAccess = Exclude<Access, `send:${string}`>;

const READ_ROWS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
// A transaction asks for the rights of its writes, one by one: there is no right to the transaction itself.
const WRITE_ROWS = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

function stateGrant(word: StateAccess, state: StateStack): Grant {
  switch (word) {
    case 'table:read':
      return rows(state, READ_ROWS);
    case 'table:write':
      return rows(state, [...READ_ROWS, ...WRITE_ROWS]);
    case 'uploads:read':
    case 'documents:read':
    case 'archive:read':
      return readObjects(state, bucketOf(word));
    case 'uploads:write':
    case 'documents:write':
      return writeObjects(state, bucketOf(word));
    case 'archive:write':
      return archive(state);
    case 'mail:send':
      return mail(state);
    case 'sms:send':
      return sms(state);
    case 'seal:sign':
      return key(state, 'seal', ['kms:Sign', 'kms:GetPublicKey']);
    case 'secrets:encrypt':
      return key(state, 'secrets', ['kms:GenerateDataKey']);
    case 'secrets:decrypt':
      return key(state, 'secrets', ['kms:Decrypt']);
    case 'codes:mac':
      return key(state, 'codes', ['kms:GenerateMac']);
    case 'timestamps:ask':
      return timestamps(state);
    default:
      throw new Error(`unknown access word: ${word satisfies never}`);
  }
}

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });

const rows = ({ table }: StateStack, actions: string[]): Grant => ({
  statements: [allow(actions, [table.tableArn, ...INDEXES.map((index) => `${table.tableArn}/index/${index}`)])],
  environment: { [ACCESS_ENV.table]: table.tableName },
});

const bucketOf = (word: `${BucketName}:${string}`) => word.split(':')[0] as BucketName;

const readObjects = ({ buckets }: StateStack, name: BucketName): Grant => ({
  statements: [
    allow(['s3:GetObject', 's3:GetObjectVersion'], [buckets[name].arnForObjects('*')]),
    // Of an object that is not there, S3 says "forbidden" instead of "not found" to whoever may not list.
    allow(['s3:ListBucket'], [buckets[name].bucketArn]),
  ],
  environment: { [ACCESS_ENV[name]]: buckets[name].bucketName },
});

const writeObjects = ({ buckets }: StateStack, name: BucketName): Grant => ({
  statements: [allow(['s3:PutObject'], [buckets[name].arnForObjects('*')])],
  environment: { [ACCESS_ENV[name]]: buckets[name].bucketName },
});

function archive(state: StateStack): Grant {
  const { statements, environment } = writeObjects(state, 'archive');
  const archiveYears = String(readSettings(state).archiveYears);
  return { statements, environment: { ...environment, [ACCESS_ENV.archiveYears]: archiveYears } };
}

const key = ({ keys }: StateStack, name: keyof StateStack['keys'], actions: string[]): Grant => ({
  statements: [allow(actions, [keys[name].keyArn])],
  environment: { [ACCESS_ENV[name]]: keys[name].keyId },
});

function mail(state: StateStack): Grant {
  const { configurationSetName } = state.configurationSet;
  const ses = (resource: string, resourceName: string) =>
    Stack.of(state).formatArn({ service: 'ses', resource, resourceName });
  return {
    statements: [allow(['ses:SendRawEmail'], [ses('identity', '*'), ses('configuration-set', configurationSetName)])],
    environment: { [ACCESS_ENV.mail]: configurationSetName },
  };
}

function timestamps(state: StateStack): Grant {
  const { timestampAuthority, timestampRoots } = readSettings(state);
  const environment = {
    [ACCESS_ENV.timestamps]: timestampAuthority,
    [ACCESS_ENV.timestampRoots]: timestampRoots.join(),
  };
  return { statements: [], environment };
}

const sms = (state: StateStack): Grant => ({
  // A phone number is no resource in IAM: what is left once every topic is taken away is phones.
  statements: [new PolicyStatement({ actions: ['sns:Publish'], notResources: ['arn:*:sns:*:*:*'] })],
  environment: { [ACCESS_ENV.sms]: readSettings(state).smsSender },
});

const isSending = (word: Access) => word.startsWith('send:');
const consumerOf = (word: Access) => word.slice('send:'.length);

function sending(names: string[], queues: QueuesStack, { area, name: sender }: UseCase): Grant {
  if (!names.length) return { statements: [], environment: {} };
  const lost = names.find((name) => name !== EVERY_QUEUE && !queues.consumers.has(name));
  if (lost)
    throw new Error(
      `${area}/${sender} sends to "${lost}", which no use case consumes. Queues: ${[...queues.consumers].join(', ') || 'none'}`,
    );
  const consumers = names.includes(EVERY_QUEUE) ? [...queues.consumers] : names;
  return {
    statements: consumers.length
      ? [
          allow(
            ['sqs:SendMessage'],
            consumers.map((name) => queues.arnOf(name)),
          ),
        ]
      : [],
    environment: { [ACCESS_ENV.queues]: names.join(), [ACCESS_ENV.queueUrlPrefix]: queues.urlPrefix },
  };
}
