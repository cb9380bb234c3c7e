import { access, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionName } from './names.ts';
import { newUseCase } from './new-use-case.ts';
import { TEMPLATES } from './use-case-templates/index.ts';
import { findUseCases, PROJECT_ROOT } from './use-cases.ts';

const kinds = Object.keys(TEMPLATES);

/** A project with nothing in it but one new use case of each kind. Whether they work is said by `use-case-templates/`. */
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'new-use-case-'));
  for (const path of ['shared', 'node_modules']) await symlink(join(PROJECT_ROOT, path), join(root, path));
  await cp(join(PROJECT_ROOT, 'biome.json'), join(root, 'biome.json'));
  for (const kind of kinds) await newUseCase(`contacts/try-${kind}`, kind, root);
});
afterAll(() => rm(root, { recursive: true }));

it('each kind of new use case is found as what it is', async () => {
  const found = (await findUseCases(root)).map(({ name, area, contract }) => ({ name, area, kind: contract.kind }));
  for (const kind of kinds) expect(found).toContainEqual({ name: `try-${kind}`, area: 'contacts', kind });
});

describe('what is refused, in words, with nothing written', () => {
  it.each([
    ['signatures/cancel-request', 'lambda', 'Unknown kind'],
    ['signatures/cancel-request', 'toString', 'Unknown kind'],
    ['cancel-request', 'http', 'area/verb-noun'],
    ['signatures/cancel', 'http', 'area/verb-noun'],
    ['signatures/CancelRequest', 'http', 'area/verb-noun'],
    ['signatures/../cancel-request', 'http', 'area/verb-noun'],
    ['utils/cancel-request', 'http', 'says nothing'],
    [`signatures/cancel-${'x'.repeat(39)}`, 'http', '1 too long'],
    [`mail/cancel-${'x'.repeat(50)}`, 'http', '6 too long'],
    ['signatures/try-http', 'queue', 'functions/contacts/try-http has that name already'],
  ])('%s %s', async (path, kind, why) => {
    await expect(newUseCase(path, kind, root)).rejects.toThrow(why);
    await expect(access(join(root, 'functions', path))).rejects.toThrow();
  });

  it('but not the longest name that Lambda takes', async () => {
    const longest = `cancel-${'x'.repeat(38)}`;
    expect(functionName({ area: 'signatures', name: longest })).toHaveLength(64);
    const written = await newUseCase(`signatures/${longest}`, 'http', root);
    expect(written).not.toEqual([]);
    await rm(join(root, 'functions/signatures', longest), { recursive: true });
  });

  it('a command of that name', async () => {
    await mkdir(join(root, 'functions/signatures/commands'), { recursive: true });
    await writeFile(join(root, 'functions/signatures/commands/cancel-request.ts'), '');
    await expect(newUseCase('signatures/cancel-request', 'queue', root)).rejects.toThrow(
      'functions/signatures/commands/cancel-request.ts exists already',
    );
    await rm(join(root, 'functions/signatures/commands/cancel-request.ts'));
  });
});
