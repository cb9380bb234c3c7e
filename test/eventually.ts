import { vi } from 'vitest';

/** What is given to something that happens by itself before it counts as never happening: slow machines run the same tests. */
export const PATIENCE = { timeout: 60_000, interval: 25 };

/** Asks again and again until `check` no longer throws. @returns what it returned then */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, PATIENCE);
