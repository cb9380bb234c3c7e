import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { queueEvent } from '../../test/queues.ts';
import { PLATFORM } from '../identity/tenant.ts';
import { logger } from '../log.ts';
import { entity } from '../table/entity.ts';
import { say } from '../text.ts';
import { queue, upload } from './contract.ts';
import { message } from './message.ts';
import { serve } from './queue.ts';
import { serve as serveUpload } from './upload.ts';

const jars = entity({ name: 'jar', partition: 'id', schema: z.object({ id: z.string() }) });
const contract = queue({
  message: message('fill-jar', z.strictObject({ id: z.string() })),
  summary: say('Remplit un pot.', 'Fills a pot.'),
  impact: 'Rien à tartiner.',
  access: ['table:write'],
});
const handler = serve(contract, async ({ data: { id } }) => {
  if (id.startsWith('bad')) throw new Error(`cannot fill ${id}`);
  return [jars.put(PLATFORM, { id })];
});

/** One invocation with a record for each body. */
const batch = (...bodies: string[]): SQSEvent => ({
  Records: bodies.flatMap((body) => queueEvent('fill-jar', body).Records),
});
const envelope = (data: unknown) =>
  JSON.stringify({ id: 'evt_1', name: 'fill-jar', at: '2027-03-01T10:00:00.000Z', data });
const isFull = async (id: string) => (await jars.get(PLATFORM, { id })) !== undefined;

describe('a batch', () => {
  it('gives back only the records that failed, with what went wrong in the log; the others are done', async () => {
    const lines: string[] = [];
    const event = batch(
      envelope({ id: 'a' }),
      envelope({ id: 'bad' }),
      '{"half":',
      envelope({ jar: 'x' }),
      envelope({ id: 'b' }),
    );
    const { batchItemFailures } = await handler.with({ log: logger({}, (line) => lines.push(line)) })(event);
    const failed = [1, 2, 3].map((i) => ({ itemIdentifier: event.Records[i]?.messageId }));
    expect(batchItemFailures).toEqual(failed);
    expect([await isFull('a'), await isFull('b'), await isFull('bad')]).toEqual([true, true, false]);
    expect(lines.filter((line) => line.includes('"message-failed"'))).toHaveLength(3);
    expect(lines.join()).toContain('cannot fill bad');
  });

  it('of none is done', async () => {
    expect(await handler(batch())).toEqual({ batchItemFailures: [] });
  });
});

describe('messages that others send', () => {
  const theirs = serve(contract, async ({ data }) => [jars.put(PLATFORM, data)], {
    unwrap: (body) => (body as { theirs?: unknown }).theirs,
  });

  it('are read as they come; what says nothing to us is done', async () => {
    const event = batch('{"theirs":{"id":"c"}}', '{"hello":true}');
    expect(await theirs(event)).toEqual({ batchItemFailures: [] });
    expect(await isFull('c')).toBe(true);
  });
});

it('an upload is told by the key that it was given, spaces, accents and plus signs included', async () => {
  const keys: string[] = [];
  const accept = serveUpload(
    upload({ summary: say('Prend.', 'Takes.'), bucket: 'uploads', access: [] }),
    async ({ object: { key, size } }) => {
      keys.push(`${key} ${size}`);
      return [];
    },
  );
  const record = (key: string) => ({ s3: { object: { key, size: 3 } } });
  await accept({ Records: [record('acc/devis+sign%C3%A9%2B1.pdf'), record('plain')] } as never);
  expect(keys).toEqual(['acc/devis signé+1.pdf 3', 'plain 3']);
});
