import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { engineFree, ofTheirOwn } from './test/processes.ts';
import { SEED } from './test/property.ts';

const OUTSIDE = ['**/node_modules/**', 'dist/**', 'cdk.out/**', '.guichet/**'];
/** What kills, interleaves or runs whole programs: the longest by far. */
const FAULTS = ['**/*{crashes,interleavings}.test.ts', 'test/e2e/**/*.test.ts', 'infra/use-case-templates/*.test.ts'];
/** A test written in JSX looks at pages, in a browser. */
const PAGES = ['**/*.test.tsx'];
const ENGINE_FREE = engineFree(import.meta.dirname);
const OF_THEIR_OWN = ofTheirOwn(import.meta.dirname);

/** The engines start once for a project; each file has a table and queues of its own in them. */
const WITH_ENGINES = { globalSetup: 'test/setup.ts', setupFiles: 'test/environment.ts' };

const isCi = Boolean(process.env.CI);
const areAsked = process.argv.slice(2).some((word) => /faults|crashes|interleavings|e2e|templates/.test(word));
if (isCi) console.log(`Property tests start from seed ${process.env.FUZZ_SEED ?? SEED}.`);

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // Most of a test's time is waiting for engines: leaving a core idle, as vitest would, gains nothing.
    maxWorkers: Math.max(2, availableParallelism()),
    // Slow machines run the same tests: a time limit here only tells a hang from a wait.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000, interval: 25 } },
    silent: 'passed-only',
    projects: [
      {
        extends: true,
        test: { name: 'engine-free', include: ENGINE_FREE, exclude: [...OUTSIDE, ...FAULTS], isolate: false },
      },
      {
        extends: true,
        test: { name: 'pages', include: PAGES, exclude: OUTSIDE, isolate: false, globalSetup: 'test/page-setup.ts' },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['**/*.test.ts'],
          exclude: [...OUTSIDE, ...FAULTS, ...ENGINE_FREE, ...OF_THEIR_OWN],
          isolate: false,
          ...WITH_ENGINES,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: OF_THEIR_OWN,
          exclude: [...OUTSIDE, ...FAULTS, ...ENGINE_FREE],
          ...WITH_ENGINES,
        },
      },
      // The whole of it on CI; elsewhere, when asked for: `npm test -- --project faults`, or by the name of a file.
      ...(isCi || areAsked
        ? [
            {
              extends: true as const,
              test: { name: 'faults', include: FAULTS, exclude: OUTSIDE, ...WITH_ENGINES },
            },
          ]
        : []),
    ],
  },
});
