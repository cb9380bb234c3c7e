import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'cdk.out/**', '.guichet/**'],
    // The engines start once for the whole run; each file has a table and queues of its own in them.
    globalSetup: 'test/setup.ts',
    setupFiles: 'test/environment.ts',
    pool: 'forks',
    // Most of a test's time is waiting for engines: leaving a core idle, as vitest would, gains nothing.
    maxWorkers: Math.max(2, availableParallelism()),
    // Slow machines run the same tests: a time limit here only tells a hang from a wait.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    silent: 'passed-only',
  },
});
