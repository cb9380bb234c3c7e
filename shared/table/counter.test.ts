import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { after as later } from '../clock.ts';
import { take } from './counter.ts';

const now = new Date('2027-03-01T10:00:20Z');
let next = 0;
const allowance = (max: number, window = 60) => ({ key: `test:${++next}`, max, window });

describe('an allowance', () => {
  it('gives what it holds, and no more, however many ask at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 15 }), async (max, asked) => {
        const one = allowance(max);
        const waits = await Promise.all(Array.from({ length: asked }, () => take(one, now)));
        expect(waits.filter((wait) => wait === 0)).toHaveLength(Math.min(max, asked));
      }),
      { numRuns: 12 },
    );
  });

  it('says how many seconds to wait, and gives again after them, not before', async () => {
    const one = allowance(1);
    expect(await take(one, now)).toBe(0);
    expect(await take(one, now)).toBe(40);
    expect(await take(one, later(now, 39))).toBe(1);
    expect(await take(one, later(now, 40))).toBe(0);
  });

  it('gives as many as are wanted, or none', async () => {
    const one = allowance(5);
    expect(await take(one, now, 6)).toBe(40);
    expect(await take(one, now, 3)).toBe(0);
    expect(await take(one, now, 3)).toBe(40);
    expect(await take(one, now, 2)).toBe(0);
    expect(await take(one, now)).toBe(40);
  });

  it('is one’s own', async () => {
    const [one, two] = [allowance(1), allowance(1)];
    expect([await take(one, now), await take(two, now)]).toEqual([0, 0]);
  });
});
