import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test, vi } from 'vitest';
import { eventually } from '../../../test/eventually.ts';
import { setVariables } from '../../../test/variables.ts';
import { startDynamodb } from './dynamodb.ts';

const folders: string[] = [];
const dataDir = () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-dynamodb-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const clientOf = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

const createTable = new CreateTableCommand({
  TableName: 'guichet',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what was written is there after a stop and a start', async () => {
  const folder = dataDir();
  const first = await startDynamodb({ dataDir: folder });
  await clientOf(first.url).send(createTable);
  await clientOf(first.url).send(new PutItemCommand({ TableName: 'guichet', Item: { pk: { S: 'a' } } }));
  await first.close();
  expect(isAlive(first.pid!)).toBe(false);

  const second = await startDynamodb({ dataDir: folder });
  const { Item } = await clientOf(second.url).send(
    new GetItemCommand({ TableName: 'guichet', Key: { pk: { S: 'a' } } }),
  );
  expect(Item).toEqual({ pk: { S: 'a' } });
  await second.close();
});

test('kill -9 of the parent ends the engine and keeps the data', async () => {
  const folder = dataDir();
  const script = `
    const { startDynamodb } = await import(${JSON.stringify(new URL('./dynamodb.ts', import.meta.url).href)});
    const engine = await startDynamodb({ dataDir: ${JSON.stringify(folder)} });
    console.log(JSON.stringify({ url: engine.url, pid: engine.pid }));`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started = await new Promise<{ url: string; pid: number }>((resolve, reject) => {
    parent.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())));
    parent.once('exit', (code) => reject(new Error(`parent ended: ${code}`)));
  });
  await clientOf(started.url).send(createTable);
  await clientOf(started.url).send(new PutItemCommand({ TableName: 'guichet', Item: { pk: { S: 'kept' } } }));

  // While its owner lives, nobody else may open the folder.
  await expect(startDynamodb({ dataDir: folder })).rejects.toThrow(`déjà au processus ${parent.pid}`);

  parent.kill('SIGKILL');
  await eventually(() => expect(isAlive(started.pid)).toBe(false));

  const next = await startDynamodb({ dataDir: folder });
  const { Item } = await clientOf(next.url).send(
    new GetItemCommand({ TableName: 'guichet', Key: { pk: { S: 'kept' } } }),
  );
  expect(Item).toEqual({ pk: { S: 'kept' } });
  await next.close();
});

test('a machine without the engine is told what to install', async () => {
  setVariables({ PATH: '' });
  vi.stubGlobal(
    'process',
    new Proxy(process, { get: (target, name) => (name === 'platform' ? 'sunos' : target[name as 'pid']) }),
  );
  try {
    await expect(startDynamodb({})).rejects.toThrow(/installez « dynoxide »[\s\S]*install "dynoxide"/);
  } finally {
    vi.unstubAllGlobals();
  }
});
