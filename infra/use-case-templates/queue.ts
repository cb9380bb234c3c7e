import { camel, type Files, inFolder, type Named, sentence } from './naming.ts';

export function queue(named: Named): Files {
  const { area, name, fr, en } = named;
  return {
    [`functions/${area}/commands/${name}.ts`]: `
import * as z from 'zod';
import { message } from '../../../shared/function/message.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';

export const ${camel(name)} = message('${name}', z.strictObject({ tenant: tenantId, id: z.string() }));
`,
    ...inFolder(named, {
      'contract.ts': `
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { ${camel(name)} } from '../commands/${name}.ts';

export default queue({
  message: ${camel(name)},
  summary: say('${fr}', '${en}'),
  impact: '« ${sentence(name)} » a échoué cinq fois : des clients attendent. / It failed five times: customers are waiting.',
  access: ['table:write'],
});
`,
      'handler.ts': `
import { serve } from '../../../shared/function/queue.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { id }, log }) => {
  log.info('received', { id });
  return [];
});
`,
      'handler.test.ts': `
import { expect, it } from 'vitest';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

it('bears a message that comes twice', async () => {
  const t = await tenant();
  await t.receive(handler, contract, { tenant: t.tenant, id: 'one' }, { times: 2 });
});

it('keeps a message that it cannot read, for people to look at', async () => {
  const t = await tenant();
  await expect(t.receive(handler, contract, { id: 'whose?' })).rejects.toThrow('${name} failed');
});
`,
    }),
  };
}
