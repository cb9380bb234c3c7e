import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { resolve as resolvePath } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findDynoxide, recordHolder, releaseDatabase, spawnDynoxide } from './dynoxide.ts';

export interface DynamodbEngine {
  url: string;
  /** The engine's process; null when DYNAMODB_ENDPOINT names one that is not ours. */
  pid: number | null;
  close(): Promise<void>;
}

/**
 * Starts dynoxide on `dataDir`/dynamodb/dynamodb.sqlite (in memory when undefined) and waits until it answers.
 * DYNAMODB_ENDPOINT, when set, is used instead and nothing is started.
 */
export async function startDynamodb(options: {
  dataDir?: string | undefined;
  port?: number | undefined;
}): Promise<DynamodbEngine> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) return { url: given, pid: null, close: async () => {} };

  const binary = findDynoxide();
  let file: string | undefined;
  if (options.dataDir) {
    const folder = resolvePath(options.dataDir, 'dynamodb');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    file = resolvePath(folder, 'dynamodb.sqlite');
    await releaseDatabase(file);
  }

  const port = options.port ?? (await freePort());
  const child = spawnDynoxide(binary, port, file);
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  let ended = false;
  let closing = false;
  const exit = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      if (ended) return;
      ended = true;
      if (!closing) console.error(`dynoxide: ${reason} ${complaint}`);
      resolve();
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(String(code ?? signal)));
  });
  if (file) recordHolder(file, child);

  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (ended) throw new Error(`dynoxide n'a pas démarré. / dynoxide did not start. ${complaint}`);
    await wait(10);
  }
  return {
    url,
    pid: child.pid ?? null,
    close: async () => {
      closing = true;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exit;
      clearTimeout(insist);
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url, { method: 'POST', body: '{}' })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
