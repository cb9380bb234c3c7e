import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../infra/use-cases.ts';

/**
 * `npm run fuzz`: every property test again and again, each time from a new seed, until the time is up or one fails.
 * `-- --minutes 30 functions/signatures` as long as wanted, and only there; `-- --seed 123` one seed, once.
 */
const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const end = Date.now() + Number(values.minutes) * 60_000;
if (Number.isNaN(end)) throw new Error(`--minutes ${values.minutes}: a number of minutes`);

const files: string[] = [];
for await (const file of glob('{functions,shared,infra,test}/**/*.test.{ts,tsx}', { cwd: PROJECT_ROOT })) {
  const isWanted = positionals.length === 0 || positionals.some((part) => file.includes(part));
  if (isWanted && /from '.*\/property\.ts'/.test(await readFile(join(PROJECT_ROOT, file), 'utf8'))) files.push(file);
}
if (files.length === 0) throw new Error(`no property test in ${positionals.join(', ')}`);

const run = (seed: number): Promise<boolean> =>
  new Promise((resolve) => {
    const vitest = join(PROJECT_ROOT, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', '--reporter=dot', ...files], {
      cwd: PROJECT_ROOT,
      stdio: 'inherit',
      env: { ...process.env, FUZZ_SEED: String(seed) },
    });
    child.on('exit', (code) => resolve(code === 0));
  });

for (let rounds = 1; ; rounds++) {
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  console.log(`\nround ${rounds}, seed ${seed}, ${files.length} files`);
  if (!(await run(seed))) {
    console.error(`\nA property does not hold. Again: npm run fuzz -- --seed ${seed} ${positionals.join(' ')}`);
    process.exitCode = 1;
    break;
  }
  if (values.seed !== undefined || Date.now() >= end) {
    console.log(`\nEvery property held, in ${rounds} rounds.`);
    break;
  }
}
