import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { setVariables } from '../../test/variables.ts';
import { AlreadyThere, putObject } from './objects.ts';

/**
 * S3 as its documentation says it answers a conditional write that meets another one at work: a timing that cannot be
 * had from an engine at will. Statuses are taken in turn.
 */
const codes: Record<number, string> = { 409: 'ConditionalRequestConflict', 412: 'PreconditionFailed' };
let answers: number[] = [];
let writes = 0;
const s3 = createServer((request, response) => {
  request.resume().on('end', () => {
    writes++;
    const status = answers.shift() ?? 500;
    response.writeHead(status, { 'content-type': 'application/xml', 'x-amz-version-id': 'v1' });
    response.end(status === 200 ? '' : `<Error><Code>${codes[status]}</Code><Message>…</Message></Error>`);
  });
}).listen(0, '127.0.0.1');
await new Promise((resolve) => s3.once('listening', resolve));
setVariables({ AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(s3.address() as AddressInfo).port}` });
afterAll(() => s3.close());
beforeEach(() => {
  writes = 0;
});

const put = () =>
  putObject({
    ...{ bucket: 'archive', key: 'a/sealed.pdf', bytes: Buffer.from('%PDF-'), contentType: 'application/pdf' },
    onlyIfAbsent: true,
  });

it('a writer that meets another one comes again, and finds what the other one wrote', async () => {
  answers = [409, 412];
  await expect(put()).rejects.toThrow(AlreadyThere);
  expect(writes).toBe(2);
});

it('or writes, when the other one did not', async () => {
  answers = [409, 200];
  expect(await put()).toMatchObject({ versionId: 'v1', size: 5 });
});

it('a conflict that lasts is left to whoever runs the job again', async () => {
  answers = [409, 409, 409];
  await expect(put()).rejects.toMatchObject({ name: 'ConditionalRequestConflict' });
  expect(writes).toBe(2);
});
