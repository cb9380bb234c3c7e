import { type Files, inFolder, type Named } from './naming.ts';

export function upload(named: Named): Files {
  const { fr, en } = named;
  return inFolder(named, {
    'contract.ts': `
import { upload } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default upload({
  bucket: 'documents',
  summary: say('${fr}', '${en}'),
  access: ['documents:read', 'table:write'],
});
`,
    'handler.ts': `
import { serve } from '../../../shared/function/upload.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ object: { key, size }, log }) => {
  log.info('arrived', { key, size });
  return [];
});
`,
    'handler.test.ts': `
import { expect, it } from 'vitest';
import { s3EventOf } from '../../../infra/local/s3-events.ts';
import { logger } from '../../../shared/log.ts';
import { handler } from './handler.ts';

it('sees the object by the name it was stored under', async () => {
  const lines: string[] = [];
  const event = s3EventOf({
    bucket: 'documents',
    key: 'devis signé n°1.pdf',
    size: 12,
    eTag: '0',
    versionId: null,
    sequencer: '0',
    eventName: 'ObjectCreated:Put',
    eventTime: '2027-03-01T10:00:00Z',
  });
  await handler.with({ log: logger({}, (line) => lines.push(line)) })(event as never);
  expect(lines).toContainEqual(expect.stringContaining('"key":"devis signé n°1.pdf"'));
});
`,
  });
}
