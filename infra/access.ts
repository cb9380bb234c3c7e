import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ACCESS_ENV,
  type Access,
  type BucketName,
  EVERY_QUEUE,
  LISTENERS,
  MAIL_REPORTS,
} from '../shared/function/access.ts';
import { DUES, LISTS } from '../shared/table/indexes.ts';
import { actionsOf, isSending, type StateAccess } from './access-actions.ts';
import type { QueuesStack } from './stacks/queues-stack.ts';
import { readSettings } from './stacks/settings.ts';
import type { StateStack } from './stacks/state-stack.ts';
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
  const grants = access.filter((word) => !isSending(word)).map((word) => stateGrant(word, state));
  grants.push(sending(access.filter(isSending).map(consumerOf), queues, useCase));
  return {
    statements: grants.flatMap(({ statements }) => statements),
    environment: Object.assign({}, ...grants.map(({ environment }) => environment)),
  };
}

function stateGrant(word: StateAccess, state: StateStack): Grant {
  switch (word) {
    case 'table:read':
    case 'table:write':
      return rows(state, word);
    case 'uploads:read':
    case 'tables:read':
    case 'imports:read':
    case 'documents:read':
    case 'media:read':
    case 'archive:read':
      return readObjects(state, word);
    case 'uploads:write':
    case 'tables:write':
    case 'imports:write':
    case 'documents:write':
    case 'media:write':
      return writeObjects(state, word);
    case 'archive:write':
    case 'documents:lock':
      return kept(state, word);
    case 'mail:send':
      return mail(state, word);
    case 'sms:send':
      return sms(state, word);
    case 'seal:sign':
    case 'badges:sign':
    case 'secrets:encrypt':
    case 'secrets:decrypt':
    case 'codes:mac':
      return key(state, word);
    case 'timestamps:ask':
      return timestamps(state);
    default:
      throw new Error(`unknown access word: ${word satisfies never}`);
  }
}

const allow = (word: Access, resources: string[]) => new PolicyStatement({ actions: actionsOf(word), resources });

const rows = ({ table }: StateStack, word: StateAccess): Grant => ({
  statements: [
    allow(word, [table.tableArn, ...[...LISTS, ...DUES].map((index) => `${table.tableArn}/index/${index}`)]),
  ],
  environment: { [ACCESS_ENV.table]: table.tableName },
});

type BucketAccess = `${BucketName}:${'read' | 'write'}` | 'documents:lock';
type KeyAccess = Extract<StateAccess, `${keyof StateStack['keys']}:${string}`>;
/** What a word is about: the part before the colon. */
const nounOf = <N extends string>(word: `${N}:${string}`) => word.split(':')[0] as N;

function readObjects({ buckets }: StateStack, word: BucketAccess): Grant {
  const name = nounOf<BucketName>(word);
  const { bucketArn, bucketName } = buckets[name];
  return {
    statements: [
      allow(word, [buckets[name].arnForObjects('*')]),
      // Of an object that is not there, S3 says "forbidden" instead of "not found" to whoever may not list.
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }),
    ],
    environment: { [ACCESS_ENV[name]]: bucketName },
  };
}

function writeObjects({ buckets }: StateStack, word: BucketAccess): Grant {
  const name = nounOf<BucketName>(word);
  return {
    statements: [allow(word, [buckets[name].arnForObjects('*')])],
    environment: { [ACCESS_ENV[name]]: buckets[name].bucketName },
  };
}

/** Of what stays for years: how many, and whether somebody may shorten them. */
function kept(state: StateStack, word: BucketAccess): Grant {
  const { statements, environment } = writeObjects(state, word);
  const { archiveYears, archiveLock } = readSettings(state);
  return {
    statements,
    environment: {
      ...environment,
      [ACCESS_ENV.archiveYears]: String(archiveYears),
      [ACCESS_ENV.archiveLock]: archiveLock,
    },
  };
}

function key({ keys }: StateStack, word: KeyAccess): Grant {
  const name = nounOf<keyof StateStack['keys']>(word);
  return {
    statements: [allow(word, [keys[name].keyArn])],
    environment: { [ACCESS_ENV[name]]: keys[name].keyId },
  };
}

function mail(state: StateStack, word: StateAccess): Grant {
  const { configurationSetName } = state.configurationSet;
  const ses = (resource: string, resourceName: string) =>
    Stack.of(state).formatArn({ service: 'ses', resource, resourceName });
  return {
    statements: [allow(word, [ses('identity', '*'), ses('configuration-set', configurationSetName)])],
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

const sms = (state: StateStack, word: StateAccess): Grant => ({
  // A phone number is no resource in IAM: what is left once every topic is taken away is phones.
  statements: [new PolicyStatement({ actions: actionsOf(word), notResources: ['arn:*:sns:*:*:*'] })],
  environment: { [ACCESS_ENV.sms]: readSettings(state).smsSender },
});

const consumerOf = (word: Access) => word.slice('send:'.length);

function sending(words: string[], queues: QueuesStack, { area, name: sender }: UseCase): Grant {
  if (!words.length) return { statements: [], environment: {} };
  const names = words.flatMap((word) => {
    if (word === MAIL_REPORTS) return queues.mailReports;
    return word === LISTENERS ? [...queues.listeners.keys()] : word;
  });
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
            'send:*',
            consumers.map((name) => queues.arnOf(name)),
          ),
        ]
      : [],
    environment: {
      [ACCESS_ENV.queues]: names.join(),
      [ACCESS_ENV.queueUrlPrefix]: queues.urlPrefix,
      ...(words.includes(LISTENERS) && {
        [ACCESS_ENV.listeners]: [...queues.listeners].map(([name, heard]) => `${name}=${heard}`).join(' '),
      }),
    },
  };
}
