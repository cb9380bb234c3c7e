import { existsSync, globSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCALES } from '../shared/text.ts';
import { findUseCases, PROJECT_ROOT } from './use-cases.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'use-cases-'));
});
afterEach(() => rm(root, { recursive: true }));

async function contract(folder: string, source: object): Promise<void> {
  const directory = join(root, 'functions', folder);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'contract.ts'), `export default ${JSON.stringify(source)};`);
}

describe('finding use cases', () => {
  it('names them after their folder, in the order of their names', async () => {
    await contract('shop/take-order', { kind: 'http', route: 'POST /v1/orders' });
    await contract('accounts/sign-up', { kind: 'http', route: 'POST /v1/accounts' });

    const found = await findUseCases(root);

    expect(found.map(({ name, area }) => ({ name, area }))).toEqual([
      { name: 'sign-up', area: 'accounts' },
      { name: 'take-order', area: 'shop' },
    ]);
    expect(found[0]?.directory).toBe(join(root, 'functions/accounts/sign-up'));
  });

  it('refuses two use cases behind one route, whatever its parameters are called', async () => {
    await contract('shop/show-order', { kind: 'page', route: 'GET /orders/{orderId}' });
    await contract('shop/read-order', { kind: 'http', route: 'GET /orders/{id}' });
    await expect(findUseCases(root)).rejects.toThrow(
      'shop/read-order and shop/show-order have the same route: GET /orders/{orderId}',
    );
  });

  it('takes a greedy parameter and a plain one for two routes', async () => {
    await contract('platform/show-asset', { kind: 'http', route: 'GET /assets/{path+}' });
    await contract('platform/show-one', { kind: 'http', route: 'GET /assets/{path}' });
    await expect(findUseCases(root)).resolves.toHaveLength(2);
  });

  it('refuses one name in two areas', async () => {
    await contract('shop/cancel', { kind: 'http', route: 'POST /v1/orders/{id}/cancel' });
    await contract('signatures/cancel', { kind: 'http', route: 'POST /v1/signature-requests/{id}/cancel' });
    await expect(findUseCases(root)).rejects.toThrow('shop/cancel and signatures/cancel have the same name: cancel');
  });

  it('refuses a message that is not named after its consumer', async () => {
    await contract('mail/deliver-mail', { kind: 'queue', message: { name: 'send-mail' } });
    await expect(findUseCases(root)).rejects.toThrow('mail/deliver-mail consumes the message "send-mail"');
  });

  it('refuses a contract that is not exported', async () => {
    await contract('mail/deliver-mail', {});
    await expect(findUseCases(root)).rejects.toThrow('mail/deliver-mail: contract.ts has no contract');
  });
});

it('each use case of ours says in French and in English what it does', async () => {
  const dumb = (await findUseCases()).filter(
    ({ contract: { summary } }) => !LOCALES.every((locale) => summary[locale]) || summary.fr === summary.en,
  );
  expect(dumb.map(({ directory }) => directory)).toEqual([]);
});

it('what reads is named by who asks: programs get, people are shown a page or download a file', async () => {
  const misnamed = (await findUseCases()).filter(({ name, area, contract }) => {
    if (area === 'platform' || !('route' in contract) || !contract.route.startsWith('GET ')) return false;
    return !(contract.kind === 'http' ? /^(get|list|check)-/ : /^(show|download)-/).test(name);
  });
  expect(misnamed.map(({ directory }) => directory)).toEqual([]);
});

it('each page of ours is looked at in a browser, by the test beside it', () => {
  const pages = globSync('functions/**/{page,*-form}.tsx', { cwd: PROJECT_ROOT });
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.filter((page) => !existsSync(join(PROJECT_ROOT, page.replace(/\.tsx$/, '.test.tsx'))))).toEqual([]);
});
