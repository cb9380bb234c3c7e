import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Ready } from '../infra/local/data-folder.ts';
import { PROJECT_ROOT } from '../infra/use-cases.ts';

export interface Running {
  child: ChildProcess;
  /** Exit code and signal. */
  exit: Promise<[number | null, string | null]>;
  /** All that it printed so far. */
  said(): string;
}

/** `npm start` as npm runs it. The caller ends it. */
export function npmStart(...options: string[]): Running {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'infra', 'local', 'start.ts'), ...options]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  return { child, exit: once(child, 'exit') as Running['exit'], said: () => said };
}

/** What `ready.json` says, once it is there. */
export async function readyOf(folder: string, { child, said }: Running): Promise<Ready> {
  const file = join(folder, 'ready.json');
  const look = () => existsSync(file) || child.exitCode !== null;
  await expect.poll(look, { timeout: 120_000, message: said() }).toBe(true);
  expect(child.exitCode, said()).toBeNull();
  return JSON.parse(readFileSync(file, 'utf8')) as Ready;
}

/** Two ports in a row that nobody uses. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const servers = [createServer(), createServer()] as const;
    try {
      await once(servers[0].listen(0, '127.0.0.1'), 'listening');
      const { port } = servers[0].address() as { port: number };
      await once(servers[1].listen(port + 1, '127.0.0.1'), 'listening');
      return port;
    } catch {
      // The next one is taken: another pair.
    } finally {
      for (const server of servers) server.close();
    }
  }
}

/** The ids of a process's children, and of theirs. Linux only. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(Number(name));
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const below = (ancestor: number): number[] =>
    [...parents].filter(([, parent]) => parent === ancestor).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name, in parentheses, may hold anything.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

/** Which of these processes still run. */
export const alive = (pids: readonly number[]): number[] => pids.filter((pid) => parentOf(pid) !== undefined);
