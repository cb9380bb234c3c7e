import { glob } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contract } from '../shared/function/contract.ts';
import { readMails } from './mails.ts';

export const PROJECT_ROOT = resolve(import.meta.dirname, '..');

export interface UseCase {
  /** The folder's name, which is also the function's. */
  name: string;
  area: string;
  /** Absolute path of the folder. */
  directory: string;
  contract: Contract;
}

/** The route of a use case that people or machines call, else nothing. */
const routeOf = ({ contract }: UseCase): string | undefined => ('route' in contract ? contract.route : undefined);

/**
 * Every use case under `root`/functions, by name.
 * @throws Error naming both folders when two share a name or a route, or a queue's message is named otherwise.
 */
export async function findUseCases(root = PROJECT_ROOT): Promise<UseCase[]> {
  readMails(PROJECT_ROOT);
  const useCases: UseCase[] = [];
  for await (const file of glob('functions/*/*/contract.ts', { cwd: root }))
    useCases.push(await readUseCase(join(root, file)));
  useCases.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.area.localeCompare(b.area, 'en'));

  refuseDuplicates(useCases, 'name', ({ name }) => name);
  refuseDuplicates(useCases, 'route', (useCase) => routeOf(useCase)?.replaceAll(/\{[^}+]+/g, '{'));
  return useCases;
}

async function readUseCase(file: string): Promise<UseCase> {
  const directory = dirname(file);
  const useCase = { name: basename(directory), area: basename(dirname(directory)), directory };
  const { default: contract } = (await import(pathToFileURL(file).href)) as { default?: Contract };
  if (contract?.kind === undefined)
    throw new Error(`${useCase.area}/${useCase.name}: contract.ts has no contract as its default export`);
  if (contract.kind === 'queue' && contract.message.name !== useCase.name)
    throw new Error(
      `${useCase.area}/${useCase.name} consumes the message "${contract.message.name}": a message is named after the use case that consumes it`,
    );
  return { ...useCase, contract };
}

function refuseDuplicates(useCases: UseCase[], what: string, key: (useCase: UseCase) => string | undefined): void {
  for (const [value, [first, second]] of Map.groupBy(useCases, key))
    if (value !== undefined && first && second)
      throw new Error(
        `${first.area}/${first.name} and ${second.area}/${second.name} have the same ${what}: ${what === 'route' ? routeOf(second) : value}`,
      );
}
