import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { functionName, LONGEST_FUNCTION_NAME } from './names.ts';
import { TEMPLATES } from './use-case-templates/index.ts';
import { transition } from './use-case-templates/transition.ts';
import { PROJECT_ROOT } from './use-cases.ts';

/** Folders that say nothing of what is in them. */
const NAMELESS = ['utils', 'helpers', 'common', 'types', 'dtos', 'services', 'lib'];

export interface NewUseCase {
  /** What it does, a sentence in each language. */
  fr?: string | undefined;
  en?: string | undefined;
  /** For `http`: the thing that it takes from a state to another, by the transition that its verb names. */
  noun?: string | undefined;
}

/**
 * Writes a use case that runs, with its test.
 * @returns the files written, from the project's root
 * @throws Error that says in French then in English what is wrong with what was asked for
 */
export async function newUseCase(
  path: string,
  kind: string,
  { fr, en, noun }: NewUseCase = {},
  root = PROJECT_ROOT,
): Promise<string[]> {
  const template = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
  if (!template) {
    const kinds = Object.keys(TEMPLATES).join(' | ');
    refuse(`Genre inconnu : « ${kind} ». Il y a : ${kinds}.`, `Unknown kind: "${kind}". There are: ${kinds}.`);
  }
  const [area = '', name = '', ...rest] = path.split('/');
  if (rest.length || !KEBAB.test(area) || !/^[a-z]+(-[a-z0-9]+)+$/.test(name)) {
    refuse(
      `« ${path} » : écrivez domaine/verbe-nom, en minuscules et tirets.`,
      `"${path}": write area/verb-noun, in lower case and dashes.`,
    );
  }
  mustBeNamed(area);
  if (!fr || !en || fr === en) {
    refuse(
      "Dites ce qu’il fait, en une phrase : --fr '…' --en '…'.",
      "Say what it does, in a sentence: --fr '…' --en '…'.",
    );
  }
  await mustBeFree(area, [name], root);
  const named = { area, name, fr: typeset(fr), en: typeset(en) };
  const files = Object.entries(noun && kind === 'http' ? await transition(named, noun, root) : template(named));
  const taken = files.map(([file]) => file).find((file) => existsSync(join(root, file)));
  if (taken) refuse(`${taken} existe déjà.`, `${taken} exists already.`);

  for (const [file, content] of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content.trimStart());
  }
  const written = files.map(([file]) => file);
  spawnSync(join(PROJECT_ROOT, 'node_modules/.bin/biome'), ['check', '--write', ...written], { cwd: root });
  return written;
}

const KEBAB = /^[a-z]+(-[a-z0-9]+)*$/;

/** @throws Error when it is no name of an area or of a thing */
export function mustBeNamed(name: string): void {
  if (!KEBAB.test(name)) refuse(`« ${name} » : en minuscules et tirets.`, `"${name}": in lower case and dashes.`);
  if (NAMELESS.includes(name))
    refuse(`« ${name} » ne dit rien de ce qu’il contient.`, `"${name}" says nothing of what is in it.`);
}

/** @throws Error when a use case has that name already, or Lambda finds its function's too long */
export async function mustBeFree(area: string, names: readonly string[], root: string): Promise<void> {
  for (const name of names) {
    const lambda = functionName({ area, name });
    const tooMany = lambda.length - LONGEST_FUNCTION_NAME;
    if (tooMany > 0) {
      refuse(
        `« ${name} » est trop long de ${tooMany} : Lambda prend ${LONGEST_FUNCTION_NAME} caractères, et la fonction s’appellerait ${lambda}.`,
        `"${name}" is ${tooMany} too long: Lambda takes ${LONGEST_FUNCTION_NAME} characters, and the function would be called ${lambda}.`,
      );
    }
  }
  for await (const contract of glob('functions/*/*/contract.ts', { cwd: root })) {
    if (names.includes(basename(dirname(contract))))
      refuse(`${dirname(contract)} porte déjà ce nom.`, `${dirname(contract)} has that name already.`);
  }
}

/** As our texts write it; within the quotes of code, too. */
export const typeset = (text: string): string => text.replaceAll("'", '’').replaceAll('\\', '').replaceAll('`', '’');

export function refuse(...lines: string[]): never {
  throw new Error(lines.join('\n'));
}
