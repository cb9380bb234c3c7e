import fc from 'fast-check';

/**
 * fast-check, with one seed for the whole run: the same in every run, so that nothing fails today that did not fail
 * yesterday, unless `npm run fuzz` sets another.
 */
export const SEED = 20_270_301;
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? SEED) });

/** How often a property is tried that is slow to try: a few times in the suite, many in `npm run fuzz`. */
export const tries = (inSuite: number, inFuzz: number): number => (process.env.FUZZ_SEED ? inFuzz : inSuite);

export default fc;
