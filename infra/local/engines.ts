import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ACCESS_ENV } from '../../shared/function/access.ts';
import { startBrevo } from './engines/brevo.ts';
import { startDynamodb } from './engines/dynamodb.ts';
import { type KmsKey, startKms } from './engines/kms.ts';
import { type S3Engine, startS3 } from './engines/s3.ts';
import { type SesEngine, startSes } from './engines/ses.ts';
import { type SnsEngine, startSns } from './engines/sns.ts';
import { startSqs } from './engines/sqs.ts';
import { startStripe } from './engines/stripe.ts';
import { startTsa, type TsaEngine, tsaVariables } from './engines/tsa.ts';
import { startInbox } from './inbox/inbox.ts';
import { tellMailEvents } from './mail-events.ts';
import { REGION } from './names.ts';
import { bucketsOf, keysOf, queuesOf, tablesOf } from './stores.ts';
import { ensureTable } from './table.ts';
import { readTemplate, type Template } from './template.ts';
import { functionsOf } from './wiring.ts';

/** Loopback only, and no secret: every program of this machine may act as the cloud's owner. */
export const CREDENTIALS = { accessKeyId: 'guichet', secretAccessKey: 'guichet-local' };

export interface EnginesOptions {
  /** Where state is kept; in memory, gone at close, when undefined. */
  dataDir?: string | undefined;
  /** A synthesis's output, `cdk.out` unless given. */
  cdkOut?: string | undefined;
  /** What `PUBLIC_URL` says, for who has no front door. */
  apiUrl?: string | undefined;
  /** 0, any free port, unless given. */
  inboxPort?: number | undefined;
  /** `host:port` addresses that the guard of outside calls lets through though they are not public. */
  allowHosts?: string[] | undefined;
}

export interface Endpoints {
  dynamodb: string;
  s3: string;
  sqs: string;
  kms: string;
  ses: string;
  sns: string;
  inbox: string;
  timestampAuthority: string;
  stripe: string;
  brevo: string;
}

export interface Engines {
  template: Template;
  endpoints: Endpoints;
  /** AWS clients of the embedded cloud's own side. */
  sqs: SQSClient;
  queueUrl(name: string): string;
  /** What every function gets beside its own variables. */
  environment: Record<string, string>;
  /** All that a use case's function finds in its environment. Throws when there is none of that name. */
  environmentOf(useCase: string): Record<string, string>;
  /** To hear of new objects, and to make an engine fail as the real one may. */
  s3: S3Engine;
  ses: SesEngine;
  sns: SnsEngine;
  timestamps: TsaEngine;
  close(): Promise<void>;
}

/** Starts every engine, with the tables, buckets, queues and keys of the template, and no function. */
export async function startEngines(options: EnginesOptions = {}): Promise<Engines> {
  const { dataDir, cdkOut = 'cdk.out', apiUrl = 'http://localhost:4000', inboxPort = 0, allowHosts = [] } = options;
  const template = readTemplate(cdkOut);
  const started: { close(): Promise<void> }[] = [];
  const start = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const engine = await starting;
    started.unshift(engine);
    return engine;
  };
  try {
    const inbox = await start(startInbox({ dataDir, port: inboxPort, title: 'Guichet' }));
    const [dynamodb, s3, sqs, kms, ses, sns, timestamps, stripe, brevo] = await Promise.all([
      start(startDynamodb({ dataDir })),
      start(startS3({ dataDir, buckets: s3Buckets(template), credentials: [CREDENTIALS] })),
      start(startSqs({ dataDir, queues: queuesOf(template) })),
      start(startKms({ dataDir, keys: kmsKeys(template) })),
      start(startSes({ dataDir, inbox })),
      start(startSns({ inbox })),
      start(startTsa({ dataDir })),
      start(startStripe({ dataDir })),
      start(startBrevo({ dataDir })),
    ]);
    template.locate({ apiUrl, queueUrl: (name) => sqs.queueUrl(name) });

    const client = { region: REGION, credentials: CREDENTIALS };
    const tables = new DynamoDBClient({ ...client, endpoint: dynamodb.url });
    for (const table of tablesOf(template)) await ensureTable(tables, table);
    tables.destroy();
    const queues = new SQSClient({ ...client, endpoint: sqs.url });
    tellMailEvents(template, ses, queues, (name) => sqs.queueUrl(name));

    const environment = {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
      AWS_ENDPOINT_URL_S3: s3.url,
      AWS_ENDPOINT_URL_SQS: sqs.url,
      AWS_ENDPOINT_URL_KMS: kms.url,
      AWS_ENDPOINT_URL_SES: ses.url,
      AWS_ENDPOINT_URL_SNS: sns.url,
      INBOX_URL: inbox.url,
      STRIPE_API_BASE: stripe.url,
      BREVO_URL: brevo.url,
      ...(allowHosts.length > 0 && { OUTSIDE_ALLOW: allowHosts.join(',') }),
      // Servers of this machine, let through above, may bear certificates of an authority of this machine.
      ...(process.env.NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS }),
    };
    return {
      template,
      endpoints: {
        dynamodb: dynamodb.url,
        s3: s3.url,
        sqs: sqs.url,
        kms: kms.url,
        ses: ses.url,
        sns: sns.url,
        inbox: inbox.url,
        timestampAuthority: timestamps.url,
        stripe: stripe.url,
        brevo: brevo.url,
      },
      sqs: queues,
      queueUrl: (name) => sqs.queueUrl(name),
      environment,
      environmentOf(useCase) {
        const spec = functionsOf(template).find((candidate) => candidate.useCase === useCase);
        if (!spec) throw new Error(`no use case ${useCase} in ${cdkOut}`);
        return { ...environment, ...withLocalAuthority(spec.environment, timestamps) };
      },
      s3,
      ses,
      sns,
      timestamps,
      close: async () => {
        queues.destroy();
        for (const engine of started) await engine.close();
      },
    };
  } catch (error) {
    for (const engine of started) await engine.close();
    throw error;
  }
}

/** A function that asks a time-stamp authority asks ours, and knows it by its root. */
export const withLocalAuthority = (environment: Record<string, string>, tsa: TsaEngine): Record<string, string> =>
  ACCESS_ENV.timestamps in environment ? { ...environment, ...tsaVariables(tsa) } : environment;

const s3Buckets = (template: Template) =>
  bucketsOf(template).map(({ objectLock, retention, ...bucket }) => ({
    ...bucket,
    ...(objectLock && { objectLock: retention ?? {} }),
  }));

const kmsKeys = (template: Template) =>
  keysOf(template).map(({ id, spec }) => ({ keyId: id, spec: spec as KmsKey['spec'] }));
