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
    // Slow machines run the same tests: a time limit here only tells a hang from a wait.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    silent: 'passed-only',
  },
});
