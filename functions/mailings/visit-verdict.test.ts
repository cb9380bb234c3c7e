import { expect, it } from 'vitest';
import { followedBy } from './visit-verdict.ts';

const at = (seconds: number) => new Date(Date.UTC(2027, 2, 1, 10, 0, seconds)).toISOString();
const sentAt = at(0);

it.each<[string, { seconds: number; links: number; all: number[]; by: string; sent?: undefined }]>([
  ['somebody who reads, then opens a page', { seconds: 45, links: 3, all: [45], by: 'person' }],
  ['the only link of an email, an hour later', { seconds: 3600, links: 1, all: [3600], by: 'person' }],
  ['two of many at once, as tabs are opened', { seconds: 45, links: 6, all: [45, 47], by: 'person' }],
  ['both links of an email, one after the other was read', { seconds: 90, links: 2, all: [45, 90], by: 'person' }],
  ['a gateway, before it lets the email in', { seconds: 3, links: 1, all: [3], by: 'machine' }],
  [
    'a gateway that is faster than our own news of it',
    { seconds: 45, links: 1, all: [45], by: 'machine', sent: undefined },
  ],
  ['a scanner that follows them all', { seconds: 45, links: 4, all: [45, 45, 46, 46], by: 'machine' }],
  ['one that stops halfway', { seconds: 45, links: 4, all: [45, 46, 46], by: 'machine' }],
  ['one that scans days later', { seconds: 200_000, links: 2, all: [200_000, 200_001], by: 'machine' }],
])('%s', (_, { by, seconds, links, all, ...rest }) => {
  const visits = all.map((second) => ({ at: at(second) }));
  expect(followedBy({ at: at(seconds) }, { sentAt: 'sent' in rest ? undefined : sentAt, links, visits })).toBe(by);
});
