import { afterEach, expect, test } from 'vitest';
import { setVariables } from '../../test/variables.ts';
import { functionResource, writeAssembly } from './fixtures/assembly.ts';
import { Lambda, type LambdaOptions, PAYLOAD_LIMIT } from './lambda.ts';
import { readTemplate } from './template.ts';
import { functionsOf } from './wiring.ts';

const running: Lambda[] = [];
afterEach(async () => {
  for (const lambda of running.splice(0)) await lambda.close(0);
});

function start(
  bundles: Record<string, { code: string } & Record<string, unknown>>,
  options: Partial<LambdaOptions> = {},
) {
  const sources = Object.fromEntries(Object.entries(bundles).map(([name, { code }]) => [name, code]));
  const resources = Object.fromEntries(
    Object.entries(bundles).map(([name, { code: _, ...properties }]) => [name, functionResource(name, properties)]),
  );
  const lines: string[] = [];
  const lambda = new Lambda(functionsOf(readTemplate(writeAssembly(resources, sources))), {
    environment: { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' },
    log: (line, name) => lines.push(`${name} ${line}`),
    ...options,
  });
  running.push(lambda);
  return { lines, call: (name: string, event: unknown = {}) => lambda.invoke(`Guichet-${name}`, event), lambda };
}

test('a function sees its own variables and nothing of the others nor of this process', async () => {
  setVariables({ SECRET_OF_THE_HOST: 'hunter2' });
  const code = 'export const handler = async () => process.env';
  const { call } = start({
    one: { code, Environment: { Variables: { MINE: '1' } } },
    two: { code, Environment: { Variables: { YOURS: '2' } } },
  });
  const one = (await call('one')) as Record<string, string>;
  expect(one).toMatchObject({
    MINE: '1',
    AWS_LAMBDA_FUNCTION_NAME: 'Guichet-one',
    AWS_REGION: 'eu-west-3',
    AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1',
  });
  expect(one).not.toHaveProperty('YOURS');
  expect(one).not.toHaveProperty('SECRET_OF_THE_HOST');
  expect(one).not.toHaveProperty('HOME');
  expect(await call('two')).not.toHaveProperty('MINE');
});

test('a global of one function is not another’s, but stays from one call to the next', async () => {
  const code = 'export const handler = async () => (globalThis.count = (globalThis.count ?? 0) + 1)';
  const { call } = start({ one: { code }, two: { code } });
  expect(await call('one')).toBe(1);
  expect(await call('one')).toBe(2);
  expect(await call('two')).toBe(1);
});

test('the context says who, how long and under which id', async () => {
  const { call } = start({
    one: {
      code: `export const handler = async (event, context) => ({ event, name: context.functionName,
        id: context.awsRequestId, left: context.getRemainingTimeInMillis(), arn: context.invokedFunctionArn })`,
    },
  });
  const answer = (await call('one', { a: [1, null] })) as { left: number };
  expect(answer).toMatchObject({
    event: { a: [1, null] },
    name: 'Guichet-one',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    arn: 'arn:aws:lambda:eu-west-3:000000000000:function:Guichet-one',
  });
  expect(answer.left).toBeGreaterThan(0);
  expect(answer.left).toBeLessThanOrEqual(5000);
});

test('a function that runs too long is ended, even in a busy loop, and works again afterwards', async () => {
  const { call } = start({
    one: { Timeout: 1, code: 'export const handler = async ({ stuck }) => { while (stuck); return "fine"; }' },
  });
  await expect(call('one', { stuck: true })).rejects.toMatchObject({
    errorType: 'Sandbox.Timedout',
    message: expect.stringContaining('Task timed out after 1.00 seconds'),
  });
  expect(await call('one', { stuck: false })).toBe('fine');
});

test.each([
  ['throws', 'throw new TypeError("no")', 'TypeError'],
  [
    'throws later',
    'setTimeout(() => { throw new Error("late") }); await new Promise(() => {})',
    'Runtime.UnhandledError',
  ],
  ['forgets a promise', 'Promise.reject(new Error("lost")); await new Promise(() => {})', 'Runtime.UnhandledError'],
  ['exits', 'process.exit(3)', 'Runtime.ExitError'],
  [
    'eats all memory',
    'const a = []; while (true) { a.push(new Array(1000).fill(1)); await new Promise(setImmediate); }',
    'Runtime.ExitError',
  ],
])('a function that %s fails alone: the next call finds a working one', async (_, crime, errorType) => {
  const { call } = start({
    one: {
      Timeout: 30,
      code: `export const handler = async ({ guilty }) => { if (guilty) { ${crime} } return 'fine'; }`,
    },
  });
  await expect(call('one', { guilty: true })).rejects.toMatchObject({ errorType });
  expect(await call('one', {})).toBe('fine');
});

test('a bundle that cannot be loaded says why', async () => {
  const { call, lines } = start({ one: { code: 'import "./nowhere.mjs"; export const handler = async () => 1' } });
  await expect(call('one')).rejects.toThrow('nowhere.mjs');
  await expect(call('one')).rejects.toThrow('nowhere.mjs');
  expect(lines.join('\n')).toContain('nowhere.mjs');
});

test('calls made together run in instances of their own, one at a time in each, up to the cap', async () => {
  const code = `
    let busy = false;
    export const handler = async () => {
      if (busy) throw new Error('two at once');
      busy = true;
      await new Promise((resolve) => setTimeout(resolve, 20));
      busy = false;
      return process.pid;
    }`;
  const { call } = start({ one: { code } }, { concurrency: 2 });
  const processes = await Promise.all(Array.from({ length: 20 }, () => call('one')));
  expect(new Set(processes).size).toBe(2);
});

test('an instance that waits too long for work is retired', async () => {
  const { call } = start({ one: { code: ' export const handler = async () => process.pid' } }, { idleMs: 20 });
  const first = await call('one');
  await expect.poll(() => call('one'), { interval: 200 }).not.toBe(first);
});

test('events and answers over 6 MB are refused', async () => {
  const { call } = start({ one: { code: 'export const handler = async ({ size }) => "x".repeat(size ?? 0)' } });
  await expect(call('one', { filler: 'x'.repeat(PAYLOAD_LIMIT) })).rejects.toMatchObject({
    errorType: 'RequestEntityTooLarge',
  });
  await expect(call('one', { size: PAYLOAD_LIMIT })).rejects.toMatchObject({
    errorType: 'Function.ResponseSizeTooLarge',
  });
  expect(await call('one', { size: PAYLOAD_LIMIT - 100 })).toHaveLength(PAYLOAD_LIMIT - 100);
});

test('what a function prints goes to the log, line by line, under its name', async () => {
  const { call, lines } = start({
    one: { code: 'export const handler = async () => { console.log("a\\nb"); console.error("c"); }' },
  });
  expect(await call('one')).toBeNull();
  await expect.poll(() => lines.toSorted()).toEqual(['one a', 'one b', 'one c']);
});

test('an asynchronous call is tried three times, then given up', async () => {
  const { lambda, lines } = start({
    one: { code: 'export const handler = async ({ from }) => { console.log("try"); throw new Error("no"); }' },
  });
  expect(await lambda.invokeAsync('Guichet-one', {}, [1, 1])).toBe(false);
  await expect.poll(() => lines.filter((line) => line.endsWith('try'))).toHaveLength(3);
});

test('a stop lets the call under way finish and takes no more', async () => {
  const { call, lambda } = start({
    one: {
      code: 'export const handler = async () => { await new Promise((r) => setTimeout(r, 100)); return "done"; }',
    },
  });
  const underWay = call('one');
  const closed = lambda.close();
  await expect(call('one')).rejects.toThrow('stopping');
  expect(await underWay).toBe('done');
  await closed;
});
