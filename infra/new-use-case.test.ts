import { access, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionName } from './names.ts';
import { newArea } from './new-area.ts';
import { newUseCase } from './new-use-case.ts';
import { TEMPLATES } from './use-case-templates/index.ts';
import { findUseCases, PROJECT_ROOT } from './use-cases.ts';

const kinds = Object.keys(TEMPLATES);
const words = { fr: 'Annule une demande.', en: 'Cancels a request.' };

/** A project with nothing in it but one new use case of each kind. Whether they work is said by `use-case-templates/`. */
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'new-use-case-'));
  for (const path of ['shared', 'node_modules']) await symlink(join(PROJECT_ROOT, path), join(root, path));
  await cp(join(PROJECT_ROOT, 'biome.json'), join(root, 'biome.json'));
  for (const kind of kinds) await newUseCase(`contacts/try-${kind}`, kind, words, root);
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
    await expect(newUseCase(path, kind, words, root)).rejects.toThrow(why);
    await expect(access(join(root, 'functions', path))).rejects.toThrow();
  });

  it.each([
    ['in one language', { fr: 'Annule.' }],
    ['twice in the same words', { fr: 'Cancel', en: 'Cancel' }],
  ])('what is said %s', async (_, said) => {
    await expect(newUseCase('signatures/cancel-request', 'http', said, root)).rejects.toThrow('Say what it does');
  });

  it('a transition that its thing does not have', async () => {
    const cancel = newUseCase('signatures/cancel-request', 'http', { ...words, noun: 'request' }, root);
    await expect(cancel).rejects.toThrow(
      'Declare the transition in functions/signatures/request-states.ts first: cancel:',
    );
  });

  it.each([
    ['signatures', {}, 'functions/signatures exists already'],
    ['utils', {}, 'says nothing'],
    ['Sample', {}, 'lower case'],
    ['sample', { fr: 'bon' }, 'say “un …”'],
    ['sample', { en: 'voucher' }, 'say “a …”'],
    ['sample', { beside: 'nowhere' }, 'on no floor'],
    ['sample', { noun: `x${'x'.repeat(45)}` }, 'too long'],
  ])('an area %s %j', async (area, more, why) => {
    await mkdir(join(root, 'functions/signatures'), { recursive: true });
    await expect(newArea(area, more, root)).rejects.toThrow(why);
    await expect(access(join(root, 'functions/sample'))).rejects.toThrow();
  });

  it('but not the longest name that Lambda takes', async () => {
    const longest = `cancel-${'x'.repeat(38)}`;
    expect(functionName({ area: 'signatures', name: longest })).toHaveLength(64);
    const written = await newUseCase(`signatures/${longest}`, 'http', words, root);
    expect(written).not.toEqual([]);
    await rm(join(root, 'functions/signatures', longest), { recursive: true });
  });

  it('a command of that name', async () => {
    await mkdir(join(root, 'functions/signatures/commands'), { recursive: true });
    await writeFile(join(root, 'functions/signatures/commands/cancel-request.ts'), '');
    await expect(newUseCase('signatures/cancel-request', 'queue', words, root)).rejects.toThrow(
      'functions/signatures/commands/cancel-request.ts exists already',
    );
    await rm(join(root, 'functions/signatures/commands/cancel-request.ts'));
  });
});
