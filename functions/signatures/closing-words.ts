import { lines } from '../../shared/fields/text-line.ts';

/** Why somebody ends a request, for the others to read; empty when they do not say. */
export const closingWords = lines(500);
