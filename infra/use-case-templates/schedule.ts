import { type Files, inFolder, type Named, sentence } from './naming.ts';

export function schedule(named: Named): Files {
  const { name, fr, en } = named;
  return inFolder(named, {
    'contract.ts': `
import { schedule } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default schedule({
  every: 'rate(1 hour)',
  summary: say('${fr}', '${en}'),
  impact: '« ${sentence(name)} » ne tourne plus : des clients attendent. / It no longer runs: customers are waiting.',
  access: ['table:read'],
});
`,
    'handler.ts': `
import { serve } from '../../../shared/function/schedule.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ now, log }) => {
  log.info('looked', { at: now });
});
`,
    'handler.test.ts': `
import { expect, it } from 'vitest';
import { logger } from '../../../shared/log.ts';
import { handler } from './handler.ts';

it('looks at the time it is given', async () => {
  const lines: string[] = [];
  const clock = () => new Date('2027-03-01T10:00:00Z');
  await handler.with({ clock, log: logger({}, (line) => lines.push(line)) })({});
  expect(lines).toContainEqual(expect.stringContaining('2027-03-01T10:00:00.000Z'));
});
`,
  });
}
