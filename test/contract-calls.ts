import { S3Client } from '@aws-sdk/client-s3';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import DataLoader from 'dataloader';
import { actionsOf, isSending } from '../infra/access-actions.ts';
import { ACCESS_ENV, type Access, EVERY_QUEUE, variablesOf } from '../shared/function/access.ts';
import { currentRun, queuesNamed } from './contract-environment.ts';

/** What IAM is asked for: an action, and the thing it is done to, where it is one that we name. */
interface Need {
  action: string;
  on?: unknown;
}
type Input = Readonly<Record<string, unknown>>;

const rows =
  (action: string) =>
  ({ TableName: on }: Input): Need[] => [{ action: `dynamodb:${action}`, on }];
const reading = (on: unknown, versionId: unknown): Need[] => [
  { action: versionId ? 's3:GetObjectVersion' : 's3:GetObject', on },
];
const withKey =
  (action: string) =>
  ({ KeyId: on }: Input): Need[] => [{ action: `kms:${action}`, on }];

/** By the name of a command of the SDK. */
const NEEDS: Readonly<Record<string, (input: Input) => Need[]>> = {
  GetCommand: rows('GetItem'),
  QueryCommand: rows('Query'),
  PutCommand: rows('PutItem'),
  UpdateCommand: rows('UpdateItem'),
  DeleteCommand: rows('DeleteItem'),
  BatchGetCommand: ({ RequestItems = {} }) =>
    Object.keys(RequestItems as object).map((on) => ({ action: 'dynamodb:BatchGetItem', on })),
  BatchWriteCommand: ({ RequestItems = {} }) =>
    Object.keys(RequestItems as object).map((on) => ({ action: 'dynamodb:BatchWriteItem', on })),
  TransactWriteCommand: ({ TransactItems = [] }) =>
    (TransactItems as NonNullable<TransactWriteCommandInput['TransactItems']>).flatMap((item) =>
      Object.entries(item).map(([kind, write]) => ({ action: `dynamodb:${kind}Item`, on: write?.TableName })),
    ),
  GetObjectCommand: ({ Bucket, VersionId }) => reading(Bucket, VersionId),
  HeadObjectCommand: ({ Bucket, VersionId }) => reading(Bucket, VersionId),
  PutObjectCommand: ({ Bucket }) => [{ action: 's3:PutObject', on: Bucket }],
  SendMessageBatchCommand: ({ QueueUrl }) => [{ action: 'sqs:SendMessage', on: QueueUrl }],
  SendRawEmailCommand: ({ ConfigurationSetName }) => [{ action: 'ses:SendRawEmail', on: ConfigurationSetName }],
  PublishCommand: () => [{ action: 'sns:Publish' }],
  SignCommand: withKey('Sign'),
  GetPublicKeyCommand: withKey('GetPublicKey'),
  GenerateDataKeyCommand: withKey('GenerateDataKey'),
  DecryptCommand: withKey('Decrypt'),
  GenerateMacCommand: withKey('GenerateMac'),
};

function allows(word: Access, { action, on }: Need): boolean {
  if (!actionsOf(word).includes(action)) return false;
  if (isSending(word)) {
    const prefix = process.env[ACCESS_ENV.queueUrlPrefix];
    return queuesNamed(word).some((queue) => queue === EVERY_QUEUE || on === `${prefix}${queue}`);
  }
  const [variable = ''] = variablesOf(word);
  return on === undefined || on === process.env[variable];
}

/** @throws what AWS answers to a function whose role lacks a right */
function mustBeAllowed(call: string, needs: readonly Need[] | undefined): void {
  const run = currentRun();
  if (!run) return;
  const lacking = needs?.find((need) => !run.access.some((word) => allows(word, need)));
  if (needs && !lacking) return;
  const why = lacking
    ? `the contract's access [${run.access.join(', ')}] does not allow ${lacking.action} on ${lacking.on ?? '*'}`
    : `which right does ${call} ask for? Say so in NEEDS`;
  const denied = Object.assign(new Error(`AccessDenied: ${why}`), { name: 'AccessDeniedException' });
  run.refused.push(denied);
  throw denied;
}

interface Sender {
  send: (...args: { input?: Input }[]) => unknown;
}

/**
 * Holds every call to AWS of who runs within `withAccess`, and every link that it signs, against the actions that its
 * access words allow once deployed.
 */
export function guardCalls(): void {
  // The class that all clients of the SDK extend.
  const client = (Object.getPrototypeOf(S3Client) as { prototype: Sender }).prototype;
  const { send } = client;
  client.send = async function (this: Sender, ...args) {
    const [command] = args;
    const name = command?.constructor.name ?? '';
    mustBeAllowed(name, NEEDS[name]?.(command?.input ?? {}));
    return send.apply(this, args);
  };

  const { presign } = S3RequestPresigner.prototype;
  S3RequestPresigner.prototype.presign = async function (request, options) {
    const [, bucket] = request.path.split('/');
    mustBeAllowed('a link', neededBy(request.method, bucket, request.query ?? {}));
    return presign.call(this, request, options);
  };

  keepBatchesApart();
}

const neededBy = (method: string, on: unknown, { retention, versionId }: Readonly<Record<string, unknown>>): Need[] => {
  if (retention !== undefined)
    return [{ action: method === 'PUT' ? 's3:PutObjectRetention' : 's3:GetObjectRetention', on }];
  return method === 'PUT' ? [{ action: 's3:PutObject', on }] : reading(on, versionId);
};

/**
 * What handlers side by side ask for in one batch is asked in the name of the first of them. Each set of access words
 * has batches of its own here, so that nobody reads with the rights of another.
 */
function keepBatchesApart(): void {
  const { load } = DataLoader.prototype;
  type Loader = DataLoader<unknown, unknown>;
  const own = new WeakMap<Loader, Map<readonly Access[], Loader>>();
  const loaderFor = (loader: Loader, access: readonly Access[]): Loader => {
    const known = own.get(loader) ?? new Map<readonly Access[], Loader>();
    own.set(loader, known);
    const same = known.get(access) ?? Object.create(loader, { _batch: { value: null, writable: true } });
    known.set(access, same);
    return same;
  };
  DataLoader.prototype.load = function (this: Loader, key) {
    const run = currentRun();
    return load.call(run ? loaderFor(this, run.access) : this, key);
  };
}
