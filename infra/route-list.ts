import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { methodsOf } from '../shared/function/contract.ts';
import type { UseCase } from './use-cases.ts';

/** The methods that each path is served with, at whatever door: for the answer to who asks with another. */
function routeList(useCases: readonly UseCase[]): Record<string, string[]> {
  const list: Record<string, string[]> = {};
  for (const { contract } of useCases) {
    if (!('route' in contract) || contract.route.startsWith('ANY ')) continue;
    const path = contract.route.split(' ')[1] ?? '';
    list[path] = [...(list[path] ?? []), ...methodsOf(contract)];
  }
  return list;
}

export const writeRouteList = (useCases: readonly UseCase[], out: string): Promise<void> =>
  writeFile(join(out, 'routes.json'), JSON.stringify(routeList(useCases)));
