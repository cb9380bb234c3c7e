import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { functionName, LONGEST_FUNCTION_NAME } from './names.ts';
import { TEMPLATES } from './use-case-templates/index.ts';
import { PROJECT_ROOT } from './use-cases.ts';

const USAGE = `Usage : npm run new -- signatures/cancel-request http
        ${Object.keys(TEMPLATES).join(' | ')}`;

/** Folders that say nothing of what is in them. */
const NAMELESS = ['utils', 'helpers', 'common', 'types', 'dtos', 'services', 'lib'];

/**
 * Writes a use case that runs, with its test.
 * @returns the files written, from the project's root
 * @throws Error that says in French then in English what is wrong with the name or the kind
 */
export async function newUseCase(path: string, kind: string, root = PROJECT_ROOT): Promise<string[]> {
  const template = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
  if (!template) refuse(`Genre inconnu : « ${kind} ».`, `Unknown kind: "${kind}".`, USAGE);
  const [area = '', name = '', ...rest] = path.split('/');
  if (rest.length || !/^[a-z]+(-[a-z0-9]+)*$/.test(area) || !/^[a-z]+(-[a-z0-9]+)+$/.test(name)) {
    refuse(
      `« ${path} » : écrivez domaine/verbe-nom, en minuscules et tirets.`,
      `"${path}": write area/verb-noun, in lower case and dashes.`,
      USAGE,
    );
  }
  if (NAMELESS.includes(area)) {
    refuse(`« ${area} » ne dit rien de ce qu’il contient.`, `"${area}" says nothing of what is in it.`);
  }
  const lambda = functionName({ area, name });
  const tooMany = lambda.length - LONGEST_FUNCTION_NAME;
  if (tooMany > 0) {
    refuse(
      `« ${name} » est trop long de ${tooMany} : Lambda prend ${LONGEST_FUNCTION_NAME} caractères, et la fonction s’appellerait ${lambda}.`,
      `"${name}" is ${tooMany} too long: Lambda takes ${LONGEST_FUNCTION_NAME} characters, and the function would be called ${lambda}.`,
    );
  }
  for await (const contract of glob('functions/*/*/contract.ts', { cwd: root })) {
    if (basename(dirname(contract)) === name) {
      refuse(`${dirname(contract)} porte déjà ce nom.`, `${dirname(contract)} has that name already.`);
    }
  }
  const files = Object.entries(template({ area, name }));
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

function refuse(...lines: string[]): never {
  throw new Error(lines.join('\n'));
}

if (import.meta.main) {
  const [path = '', kind = ''] = process.argv.slice(2);
  try {
    const written = await newUseCase(path, kind);
    console.log([...written, '', `npm test -- ${dirname(written.at(-1) ?? '')}`].join('\n'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
