import { glob, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { CreateTableInput } from '@aws-sdk/client-dynamodb';
import type { TestProject } from 'vitest/node';
import * as z from 'zod';
import { startDynamodb } from '../infra/local/engines/dynamodb.ts';
import { type KmsKey, startKms } from '../infra/local/engines/kms.ts';
import { listenOnLoopback, readBody } from '../infra/local/engines/loopback.ts';
import { startS3 } from '../infra/local/engines/s3.ts';
import { startSes } from '../infra/local/engines/ses.ts';
import { startSns } from '../infra/local/engines/sns.ts';
import { createAuthority, openAuthority } from '../infra/local/engines/timestamp-issuer.ts';
import { startInbox } from '../infra/local/inbox/inbox.ts';
import { bucketsOf, keysOf, type QueueSpec, queuesOf, tablesOf } from '../infra/local/stores.ts';
import { readTemplate, type Template } from '../infra/local/template.ts';
import { functionsOf } from '../infra/local/wiring.ts';
import { createApp } from '../infra/synthesize.ts';
import { PROJECT_ROOT } from '../infra/use-cases.ts';
import { ACCESS_ENV, type Access, BUCKETS } from '../shared/function/access.ts';
import { type Contract, http, queue } from '../shared/function/contract.ts';
import { message } from '../shared/function/message.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cloud: {
      /** The variables that a function with every access has, and where the engines are. */
      environment: Record<string, string>;
      table: CreateTableInput;
      queues: QueueSpec[];
    };
  }
}

export const PUBLIC_URL = 'http://localhost:4000';
const CREDENTIALS = { accessKeyId: 'guichet', secretAccessKey: 'guichet-tests' };

/** A use case that may do everything: the environment that its template entry gives it is the tests'. */
const EVERYTHING: readonly Access[] = [
  'table:write',
  ...BUCKETS.map((bucket) => `${bucket}:write` as const),
  'mail:send',
  'sms:send',
  'seal:sign',
  'secrets:encrypt',
  'codes:mac',
  'timestamps:ask',
  'send:*',
];

/** Our state and our queues as `cdk synth` gives them. No handler is bundled: tests call them directly. */
async function synthesized(folder: string): Promise<Template> {
  const bundle = join(folder, 'bundle');
  await mkdir(bundle);
  await writeFile(join(bundle, 'index.mjs'), '');
  const contracts: Record<string, Contract> = {
    'do-everything': http({ route: 'GET /', auth: 'none', summary: '', access: EVERYTHING, returns: {} }),
  };
  for await (const file of glob('events/*.ts', { cwd: PROJECT_ROOT })) {
    const name = basename(file, '.ts');
    contracts[name] = queue({ message: message(name, z.unknown()), impact: '', summary: '', access: [] });
  }
  const useCases = Object.entries(contracts).map(([name, contract]) => ({
    ...{ name, area: 'test', directory: folder, contract, bundle, bytes: 0 },
  }));
  const out = join(folder, 'cdk.out');
  (await createApp(useCases, out)).synth();
  return readTemplate(out);
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-tests-'));
  const template = await synthesized(folder);
  const [table] = tablesOf(template);
  const inbox = await startInbox({ title: 'Tests' });
  const authority = openAuthority(await createAuthority(new Date()));
  const engines = {
    dynamodb: await startDynamodb({}),
    s3: await startS3({
      buckets: bucketsOf(template).map(({ name, versioned, objectLock, retention }) => ({
        name,
        versioned,
        ...(objectLock && { objectLock: retention ?? {} }),
      })),
      credentials: [CREDENTIALS],
    }),
    kms: await startKms({
      keys: keysOf(template).map(({ id, spec }) => ({ keyId: id, spec: spec as KmsKey['spec'] })),
    }),
    ses: await startSes({ inbox }),
    sns: await startSns({ inbox }),
    timestamps: await listenOnLoopback(async (request, response) => {
      const query = await readBody(request, 10_000);
      const answer = await authority.answer(query ?? new Uint8Array(), new Date());
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
    }),
  };
  template.settle({ apiUrl: PUBLIC_URL, queueUrl: (name) => name });
  const everything = functionsOf(template).find(({ useCase }) => useCase === 'do-everything');
  if (!table || !everything) throw new Error('the template has no table or no functions');
  provide('cloud', {
    environment: {
      ...everything.environment,
      [ACCESS_ENV.timestamps]: engines.timestamps.url,
      AWS_ENDPOINT_URL_DYNAMODB: engines.dynamodb.url,
      AWS_ENDPOINT_URL_S3: engines.s3.url,
      AWS_ENDPOINT_URL_KMS: engines.kms.url,
      AWS_ENDPOINT_URL_SES: engines.ses.url,
      AWS_ENDPOINT_URL_SNS: engines.sns.url,
      INBOX_URL: inbox.url,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    },
    table: table.create,
    queues: queuesOf(template),
  });
  return async () => {
    await Promise.all([...Object.values(engines), inbox].map((engine) => engine.close()));
    await rm(folder, { recursive: true });
  };
}
