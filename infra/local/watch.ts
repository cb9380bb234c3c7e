import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../use-cases.ts';
import { isSource, synthesizeAgain } from './freshness.ts';

const WATCHED = ['functions', 'shared', 'events', 'infra'];
/** Editors write a file in several strokes. */
const QUIET_MS = 200;

/**
 * `npm run dev`: the cloud in a process of its own, started again after each change that builds; state stays on disk.
 * A change that does not build is told, and what ran goes on running.
 */
export async function watch(cloudArguments: string[]): Promise<void> {
  let child: ChildProcess | undefined;
  let stopping = false;
  const start = () => {
    child = spawn(process.execPath, [join(import.meta.dirname, 'start.ts'), ...cloudArguments], { stdio: 'inherit' });
  };
  const stop = async (signal: NodeJS.Signals) => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill(signal);
    await once(running, 'exit');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await stop('SIGTERM');
      process.exit(0);
    });
  }

  const changed = new Set<string>();
  let quiet: NodeJS.Timeout | undefined;
  let building = false;
  async function rebuild(): Promise<void> {
    if (building || stopping || changed.size === 0) return;
    building = true;
    const paths = [...changed];
    changed.clear();
    console.log(`\n${paths.slice(0, 3).join(', ')}${paths.length > 3 ? '…' : ''} : reconstruction… / rebuilding…`);
    try {
      if (paths.some(isSource)) await synthesizeAgain('cdk.out');
      await stop('SIGTERM');
      if (!stopping) start();
    } catch (error) {
      console.error((error as Error).message);
    } finally {
      building = false;
      await rebuild();
    }
  }
  for (const folder of WATCHED) {
    watchFolder(join(PROJECT_ROOT, folder), { recursive: true }, (_, file) => {
      if (!file || /\.test\.tsx?$|~$/.test(file)) return;
      changed.add(join(folder, file));
      clearTimeout(quiet);
      quiet = setTimeout(rebuild, QUIET_MS);
    });
  }
  start();
}
