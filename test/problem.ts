import { expect } from 'vitest';
import type { ProblemType } from '../shared/problem/problem-kinds.ts';

/** The `type` of an answer that tells this kind of problem, wherever its page stands. */
// biome-ignore lint/suspicious/noExplicitAny: what vitest's matchers are
export const ofType = (type: ProblemType): any => expect.stringMatching(new RegExp(`^https?://.+/problems/${type}$`));
