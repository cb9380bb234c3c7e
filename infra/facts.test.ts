import { glob } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { factNames } from '../events/every-fact.ts';
import { listener, queue, timeoutOf } from '../shared/function/contract.ts';
import { type Facts, namesOf, SETTLED } from '../shared/function/fact.ts';
import { message } from '../shared/function/message.ts';
import { sampled, summary } from './samples.ts';
import { createApp } from './synthesize.ts';
import { Synthesized } from './synthesized.ts';
import { findUseCases, PROJECT_ROOT } from './use-cases.ts';

const declared: { file: string; facts: Facts }[] = [];
for await (const file of glob('events/*.ts', { cwd: PROJECT_ROOT }))
  for (const facts of Object.values<Facts>(await import(join(PROJECT_ROOT, file))))
    if (facts.kinds) declared.push({ file, facts });
declared.sort((a, b) => a.file.localeCompare(b.file, 'en'));

test.each(declared)('$file: told in both languages, with a sample that is one', ({ file, facts }) => {
  expect(`${facts.subject}.ts`).toBe(basename(file));
  for (const text of Object.values(facts.kinds)) for (const words of Object.values(text)) expect(words).toMatch(/\.$/);
  expect(Object.keys(facts.kinds)).not.toEqual([]);
  expect(facts.data.strict().parse(facts.sample)).toEqual(facts.sample);
});

test('others may choose of all that is declared', () => {
  expect([...factNames].sort()).toEqual(declared.flatMap(({ facts }) => namesOf(facts)).sort());
});

/** Functions that may wait long, and tell by a clock that they read after the wait. */
const TELLS_AFTERWARDS = new Set(['deliver-mail']);

test('no function runs so long that a fact of its comes to light after it was said that none will', async () => {
  // Clocks differ, and a function is stopped a moment late.
  const margin = 30;
  for (const { name, contract } of (await findUseCases()).filter(({ name }) => !TELLS_AFTERWARDS.has(name)))
    expect(timeoutOf(contract), name).toBeLessThanOrEqual(SETTLED - margin);
});

test('nobody listens for what nobody declares', async () => {
  const names = new Set<string>(declared.flatMap(({ facts }) => namesOf(facts)));
  const heard = (await findUseCases()).flatMap(({ contract }) =>
    contract.kind === 'queue' && Array.isArray(contract.hears) ? contract.hears : [],
  );
  expect(heard.filter((name) => !names.has(name))).toEqual([]);
});

test('who tells listeners may send to those there are, and knows who hears of what', async () => {
  const hearing = { impact: '?', summary, access: [] };
  const cloud = new Synthesized(
    await createApp(
      await sampled({
        'tell-all': queue({ message: message('tell-all', z.object({})), ...hearing, access: ['send:listeners'] }),
        'hear-some': listener('hear-some', { ...hearing, hears: ['parcel.lost', 'parcel.found'] }),
        'hear-all': listener('hear-all', { ...hearing, hears: '*' }),
      }),
    ),
  );
  const { QUEUES, LISTENERS } = cloud.function('tell-all')[1].Properties.Environment.Variables;
  expect(QUEUES).toBe('hear-some,hear-all');
  expect(LISTENERS).toBe('hear-some=parcel.lost,parcel.found hear-all=*');
  for (const name of ['hear-some', 'hear-all'])
    expect(cloud.rights('tell-all').get('sqs:SendMessage')).toContain(`Guichet-${name}`);
  expect(cloud.rights('hear-all').has('sqs:SendMessage')).toBe(false);
});
