import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { type ModuleGraph, readModules } from './module-graph.ts';
import { PROJECT_ROOT } from './use-cases.ts';

/** Areas that read none of each other, and what they read of those below. */
interface Floor {
  areas: readonly string[];
  because: string;
}

/**
 * Who reads whose nouns, from the top of the house to its ground: an area reads those on the floors below its own, never
 * above nor beside. What happens is told above as a fact of events/. `platform` reads no area and none reads it.
 */
export const FLOORS: readonly Floor[] = [
  { areas: ['portal', 'integrations'], because: 'show people, and tell machines, what all the others hold' },
  { areas: ['campaigns'], because: 'give certificates to many at once' },
  { areas: ['mailings'], because: 'go to the people of lists, with what they agreed to, and offer what is sold' },
  { areas: ['orders'], because: 'sell what is on sale, and are paid for it' },
  { areas: ['payments'], because: 'are made for what is on sale' },
  { areas: ['signatures', 'shop', 'certificates'], because: 'put people on lists, ask for a consent, file documents' },
  { areas: ['lists'], because: 'hold people together with what they agreed to' },
  { areas: ['consents'], because: 'are given by contacts, to words that may be a document' },
  { areas: ['documents'], because: 'lie in the folder of a contact' },
  { areas: ['contacts'], because: 'are looked after by users' },
  { areas: ['users'], because: 'belong to an account' },
  { areas: ['accounts'], because: 'write to whoever opens one' },
  { areas: ['mail', 'sender-domains'], because: 'ask through which account and in which words a business writes' },
  {
    areas: ['sending-accounts', 'mail-wording', 'branding'],
    because: 'are what a business has set: they know of no mail',
  },
  { areas: ['webhooks'], because: 'tell machines of the facts, and know nothing of who makes them' },
  { areas: ['proof', 'facts'], because: 'note and tell what any of them does, and know none' },
];

/** Where the things that run begin, beside the scripts of package.json: what only tests reach is free of walls. */
const BEGINNINGS =
  /^functions\/[^/]+\/[^/]+\/(contract|handler)\.ts$|^functions\/[^/]+\/mails\/[^/]+\.tsx$|^functions\/[^/]+\/proof\/verifier\.ts$|^shared\/pages\/client\//;
const CONTRACT = /^functions\/[^/]+\/[^/]+\/contract\.ts$/;

const MAIL = /^functions\/[^/]+\/mails\/[^/.]+\.tsx?$/;

/** What a wall keeps apart: `refuses` says whether this import crosses it. */
interface Wall {
  says: string;
  refuses(from: string, to: string, plan: Plan): boolean;
}

interface Plan {
  /** Folders that hold a contract. */
  useCases: ReadonlySet<string>;
  devDependencies: ReadonlySet<string>;
}
interface Manifest {
  scripts?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const isOurs = (path: string) => /^(functions|shared|events|infra|test|bench|demo)\//.test(path);
const areaOf = (path: string) => /^functions\/([^/]+)\//.exec(path)?.[1];
// What a browser runs is bundled at build, packages included.
const isDeployed = (path: string) =>
  /^(functions|shared|events)\//.test(path) && !path.startsWith('shared/pages/client/');
const packageOf = (path: string) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
const isNode = (path: string) => path.startsWith('node:') || builtinModules.includes(path);
const useCaseOf = (path: string, { useCases }: Plan) => {
  const folder = path.split('/').slice(0, 3).join('/');
  return useCases.has(folder) ? folder : undefined;
};

function mayRead(reader: string, read: string): boolean {
  const floor = (area: string) => FLOORS.findIndex(({ areas }) => areas.includes(area));
  return floor(reader) >= 0 && floor(read) > floor(reader);
}

export const WALLS: readonly Wall[] = [
  {
    says: 'shared/ stands under everything: it imports nothing of functions/, events/ or infra/',
    refuses: (from, to) => from.startsWith('shared/') && isOurs(to) && !to.startsWith('shared/'),
  },
  {
    says: 'events/ imports only shared/',
    refuses: (from, to) => from.startsWith('events/') && isOurs(to) && !/^(shared|events)\//.test(to),
  },
  {
    says: 'a use case is imported by nobody: what two need moves to the noun, what one orders of another is a command, what it tells a fact',
    refuses: (from, to, plan) =>
      useCaseOf(to, plan) !== undefined &&
      useCaseOf(to, plan) !== useCaseOf(from, plan) &&
      !(from.startsWith('infra/') && CONTRACT.test(to)),
  },
  {
    says: `areas read the nouns of areas below: ${FLOORS.map(({ areas }) => areas.join(', ')).join(' > ')}`,
    refuses: (from, to) => {
      const [reader, read] = [areaOf(from), areaOf(to)];
      return reader !== undefined && read !== undefined && reader !== read && !mayRead(reader, read);
    },
  },
  {
    says: 'infra/ imports contracts, never what runs',
    refuses: (from, to) => from.startsWith('infra/') && to.startsWith('functions/') && !CONTRACT.test(to),
  },
  {
    says: 'a contract is data: no SDK, nothing of Node',
    refuses: (from, to) => CONTRACT.test(from) && (/^@aws-sdk\//.test(to) || isNode(to)),
  },
  {
    says: 'a mail imports shared/ and what stands beside it alone: who delivers mail carries every one of them',
    refuses: (from, to) => MAIL.test(from) && isOurs(to) && !to.startsWith('shared/') && !MAIL.test(to),
  },
  {
    says: 'what is deployed imports no test, no infrastructure and no development dependency',
    refuses: (from, to, { devDependencies }) =>
      isDeployed(from) && (/^(infra|test|bench|demo)\//.test(to) || devDependencies.has(packageOf(to))),
  },
];

/** Every import that crosses a wall, and every circle of imports: one sentence each. */
export function breaches(graph: ModuleGraph, { scripts = {}, devDependencies = {} }: Manifest): string[] {
  const plan = {
    useCases: new Set([...graph.keys()].filter((file) => CONTRACT.test(file)).map(dirname)),
    devDependencies: new Set(Object.keys(devDependencies)),
  };
  const started = Object.values(scripts).flatMap((script) => script.match(/[\w/.-]+\.tsx?\b/g) ?? []);
  const running = reached(graph, [...[...graph.keys()].filter((file) => BEGINNINGS.test(file)), ...started]);
  const crossed = [...running].flatMap((from) =>
    (graph.get(from)?.imports ?? []).flatMap((to) =>
      WALLS.filter((wall) => wall.refuses(from, to, plan)).map(({ says }) => `${from} -> ${to}\n  ${says}`),
    ),
  );
  return [...crossed, ...circles(graph).map((circle) => `${circle.join(' -> ')}\n  modules import in circles`)];
}

function reached(graph: ModuleGraph, beginnings: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = beginnings.filter((file) => graph.has(file));
  for (const file of waiting) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...(graph.get(file)?.imports ?? []).filter((next) => graph.has(next)));
  }
  return found;
}

function circles(graph: ModuleGraph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file)?.needs ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** The walls of the project as it stands. */
export async function findBreaches(root = PROJECT_ROOT): Promise<string[]> {
  const manifest: Manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return breaches(await readModules(root), manifest);
}

if (import.meta.main) {
  const found = await findBreaches();
  for (const breach of found) console.error(breach);
  console.error(found.length ? `${found.length} imports cross a wall` : 'No import crosses a wall');
  process.exitCode = found.length ? 1 : 0;
}
