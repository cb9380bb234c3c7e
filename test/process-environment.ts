import { type SqsEngine, type SqsOptions, startSqs } from '../infra/local/engines/sqs.ts';
import { guardCalls } from './contract-calls.ts';
import { guarded } from './contract-environment.ts';

/** What the process came with. */
const own = { ...process.env };
let isGuarded = false;

/**
 * Begins a test file, which may follow another in its process: with the variables that the process came with and those
 * given, and nothing that the file before it set.
 */
export function beginWith(variables: Readonly<Record<string, string>>): void {
  if (!isGuarded) {
    process.env = guarded(process.env);
    guardCalls();
    isGuarded = true;
  }
  for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name];
  Object.assign(process.env, own, variables);
}

let port = 0;

/** Empty queues, where this process had those of the file before, since the clients that the files share go there. */
export async function startQueues(queues: SqsOptions['queues']): Promise<SqsEngine> {
  const sqs = await startSqs({ queues, port }).catch(() => startSqs({ queues }));
  port = Number(new URL(sqs.url).port);
  return sqs;
}
