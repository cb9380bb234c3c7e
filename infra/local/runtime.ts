/** The process of one instance of one function: its bundle loaded once, one invocation at a time. */
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FromRuntime, RuntimeSetup, ToRuntime } from './instance.ts';

const { bundle, handler, name, arn, memory } = JSON.parse(process.argv[2] ?? '') as RuntimeSetup;
// Ours, not the function's.
delete process.env.NODE_COMPILE_CACHE;

const say = (message: FromRuntime, then?: () => void) => process.send?.(message, undefined, undefined, then);
const errorOf = (error: unknown) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

// Whoever started this process is gone, even by kill -9.
process.on('disconnect', () => process.exit());
process.on('uncaughtException', (error) => {
  console.error(error);
  say({ kind: 'crash', error: { ...errorOf(error), errorType: 'Runtime.UnhandledError' } }, () => process.exit(129));
});

type Handler = (event: unknown, context: object) => unknown;

async function load(): Promise<Handler> {
  const [file = '', exported = ''] = handler.split('.');
  // In the order of Lambda's own loader.
  const path = ['.js', '.mjs', '.cjs'].map((extension) => join(bundle, file + extension)).find(existsSync);
  if (!path) throw new Error(`Cannot find module '${file}'`);
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  const found = module[exported];
  if (typeof found !== 'function') throw new Error(`${handler} is undefined or not exported`);
  return found as Handler;
}

const contextOf = (requestId: string, deadline: number) => ({
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: arn,
  memoryLimitInMB: String(memory),
  awsRequestId: requestId,
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

try {
  const handle = await load();
  process.on('message', async ({ requestId, payload, deadline }: ToRuntime) => {
    try {
      const result = await handle(JSON.parse(payload), contextOf(requestId, deadline));
      say({ kind: 'result', requestId, payload: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      console.error(error);
      say({ kind: 'failure', requestId, error: errorOf(error) });
    }
  });
  say({ kind: 'ready' });
  // Instances are killed, not ended: what was compiled would else be lost for the next one.
  flushCompileCache();
} catch (error) {
  say({ kind: 'crash', error: errorOf(error) }, () => process.exit(1));
}
