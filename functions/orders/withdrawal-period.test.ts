import { expect, test } from 'vitest';
import type { Order } from './order.ts';
import { outcomeOf, withdrawalEnds } from './withdrawal-period.ts';

const order = (orderedAt: string, more: object = {}) =>
  ({
    ...{ orderedAt, createdAt: orderedAt, downloads: {} },
    offer: { type: 'other', totals: { gross: 1990 }, ...more },
  }) as unknown as Order;

test.each([
  ['a Thursday ends on a Thursday', '2026-11-12T10:00:00Z', {}, '2026-11-26T23:59:59.000Z'],
  ['a Saturday ends on the next Monday', '2026-11-14T10:00:00Z', {}, '2026-11-30T23:59:59.000Z'],
  ['Christmas, then a weekend, end on the Monday after', '2026-12-11T10:00:00Z', {}, '2026-12-28T23:59:59.000Z'],
  ['Easter Monday ends on the Tuesday', '2027-03-15T10:00:00Z', {}, '2027-03-30T23:59:59.000Z'],
  [
    'what is shipped begins when it may arrive',
    '2026-11-12T10:00:00Z',
    { shipping: { days: 5 } },
    '2026-12-01T23:59:59.000Z',
  ],
])('%s', (_what, at, more, ends) => {
  expect(withdrawalEnds(order(at, more)).toISOString()).toBe(ends);
});

test('the last second is in time, the next is late; a place on a date gives no right', () => {
  const bought = order('2026-11-12T10:00:00Z');
  expect(outcomeOf(bought, new Date('2026-11-26T23:59:59Z'))).toBe('accepted');
  expect(outcomeOf(bought, new Date('2026-11-27T00:00:00Z'))).toBe('late');
  expect(outcomeOf(order('2026-11-12T10:00:00Z', { type: 'place' }), new Date('2026-11-12T11:00:00Z'))).toBe(
    'dated-place',
  );
});
