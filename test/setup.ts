import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateTableInput } from '@aws-sdk/client-dynamodb';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startEngines } from '../infra/local/engines.ts';
import { type QueueSpec, queuesOf, tablesOf } from '../infra/local/stores.ts';
import { createApp } from '../infra/synthesize.ts';
import { findUseCases, type UseCase } from '../infra/use-cases.ts';
import { type Access, BUCKETS, COMMON_ENV } from '../shared/function/access.ts';
import { http } from '../shared/function/contract.ts';
import { say } from '../shared/text.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cloud: {
      /** The variables that a function with every access has, and where the engines are. */
      environment: Record<string, string>;
      table: CreateTableInput;
      queues: QueueSpec[];
      /** The queues of who hears what became of its mails. */
      mailReports: string[];
    };
  }
}

export const PUBLIC_URL = 'http://localhost:4000';

const NOTHING = say('', '');

/** A use case that may do everything: the environment that its template entry gives it is the tests'. */
const EVERYTHING: readonly Access[] = [
  'table:write',
  ...BUCKETS.map((bucket) => `${bucket}:write` as const),
  'mail:send',
  'sms:send',
  'seal:sign',
  'badges:sign',
  'secrets:encrypt',
  'codes:mac',
  'timestamps:ask',
  'send:*',
  'send:listeners',
];

/** Our state and our queues as `cdk synth` gives them. No handler is bundled: tests call them directly. */
async function synthesize(folder: string, consumers: readonly UseCase[]): Promise<string> {
  const bundle = join(folder, 'bundle');
  await mkdir(bundle);
  await writeFile(join(bundle, 'index.mjs'), '');
  const everything = http({ route: 'GET /', auth: 'none', summary: NOTHING, access: EVERYTHING, returns: {} });
  const useCases = [{ name: 'do-everything', area: 'test', directory: folder, contract: everything }, ...consumers];
  const built = useCases.map(({ contract, ...useCase }) => ({
    ...useCase,
    contract: { ...contract, files: {} },
    ...{ bundle, bytes: 0 },
  }));
  const out = join(folder, 'cdk.out');
  (await createApp(built, { outDir: out })).synth();
  return out;
}

interface Cloud {
  provided: ProvidedContext['cloud'];
  close(): Promise<void>;
}

async function startCloud(): Promise<Cloud> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-tests-'));
  const consumers = (await findUseCases()).filter(({ contract }) => contract.kind === 'queue');
  const engines = await startEngines({ cdkOut: await synthesize(folder, consumers), apiUrl: PUBLIC_URL });
  const [table] = tablesOf(engines.template);
  if (!table) throw new Error('the template has no table');
  return {
    provided: {
      environment: {
        ...engines.environmentOf('do-everything'),
        // A mail of a test leaves when it is sent: on a fast machine a second of a test holds more than SES’s default.
        [COMMON_ENV.mailsPerSecond]: '100000',
      },
      table: table.create,
      queues: queuesOf(engines.template),
      mailReports: consumers.flatMap(({ name, contract }) =>
        contract.kind === 'queue' && contract.message.isMailReport ? [name] : [],
      ),
    },
    close: async () => {
      await engines.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Each project loads this module for itself: what they share stands beside it. */
const shared = globalThis as typeof globalThis & { testCloud?: { starting: Promise<Cloud>; projects: number } };

/** Starts the engines, once for the whole run; they end with the last project that uses them. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  shared.testCloud ??= { starting: startCloud(), projects: 0 };
  const running = shared.testCloud;
  running.projects += 1;
  const cloud = await running.starting;
  provide('cloud', cloud.provided);
  return async () => {
    running.projects -= 1;
    if (running.projects > 0) return;
    delete shared.testCloud;
    await cloud.close();
  };
}
