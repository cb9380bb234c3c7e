import type { ChildProcess } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Ready } from '../../infra/local/data-folder.ts';
import { temporaryFolder } from '../../infra/local/fixtures/assembly.ts';
import { ensureSynthesized } from '../../infra/local/freshness.ts';
import { freePorts, npmStart, type Running, readyOf } from '../npm-start.ts';

// The project itself is run here, from its own synthesis.
beforeAll(() => ensureSynthesized('cdk.out'), 300_000);

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function run(...options: string[]): Running {
  const running = npmStart(...options);
  children.push(running.child);
  return running;
}

const account = ({ apiUrl, apiKey }: Ready) =>
  fetch(`${apiUrl}/v1/account`, { headers: { authorization: `Bearer ${apiKey}` } }).then((response) => response.json());

test('npm start opens an account, refuses a second start, and ends cleanly; the next start finds all again', async () => {
  const data = join(temporaryFolder(), 'data');
  const port = String(await freePorts());
  const first = run('--port', port, '--data', data);
  const ready = await readyOf(data, first);
  expect(ready.apiUrl).toBe(`http://localhost:${port}`);
  expect(new URL(ready.inboxUrl).port).toBe(String(Number(port) + 1));
  expect(await account(ready)).toMatchObject({ id: ready.accountId });
  await expect.poll(first.said).toContain(ready.inboxUrl);
  for (const secret of ['ready.json', 'demo-account.json']) expect(statSync(join(data, secret)).mode & 0o077).toBe(0);
  expect(existsSync(join(data, 'log', 'sign-up.log'))).toBe(true);

  const second = run('--port', '1', '--data', data);
  const other = run('--port', port, '--data', temporaryFolder());
  expect(await second.exit).toEqual([1, null]);
  expect(second.said()).toContain(`processus ${first.child.pid}`);
  expect(await other.exit).toEqual([1, null]);
  expect(other.said()).toContain(`Le port ${port} est déjà pris`);
  // What they did must not have disturbed the first.
  expect(await account(ready)).toMatchObject({ id: ready.accountId });

  first.child.kill('SIGTERM');
  expect(await first.exit).toEqual([0, null]);
  expect(existsSync(join(data, 'ready.json'))).toBe(false);
  const next = run('--port', port, '--data', data);
  expect(await readyOf(data, next)).toEqual(ready);

  // Killed, it leaves neither a lock nor a function behind.
  next.child.kill('SIGKILL');
  await next.exit;
  const last = run('--port', port, '--data', data);
  await expect.poll(last.said, { timeout: 120_000 }).toContain(ready.apiKey);
  expect(await account(ready)).toMatchObject({ id: ready.accountId });
  last.child.kill('SIGINT');
  expect(await last.exit).toEqual([0, null]);
}, 300_000);

test('--help says what may be asked, and ends', async () => {
  const { exit, said } = run('--help');
  expect(await exit).toEqual([0, null]);
  expect(said()).toContain('--allow-host HOST:PORT');
});

test('what is asked wrongly is told, and nothing starts', async () => {
  const [option, folder] = [run('--prot', '4000'), run('--data', 'package.json')];
  expect(await option.exit).toEqual([1, null]);
  expect(option.said()).toContain('--prot');
  expect(await folder.exit).toEqual([1, null]);
  expect(folder.said()).toMatch(/--data.*npm start -- /s);
});
