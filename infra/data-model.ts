import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kinds } from '../shared/table/entity.ts';
import { readMails } from './mails.ts';
import { PROJECT_ROOT } from './use-cases.ts';

/** Where the kinds of rows and their states are written down, a file an area. */
const FOLDER = 'docs/data-model';

interface Found {
  kind: (typeof kinds)[number];
  file: string;
  /** What each of its states allows, where a module says so. */
  inState?: Record<string, Record<string, unknown>> | undefined;
}

/** Every kind of row that the project declares, by the area (or the part of `shared/`) that it belongs to. */
async function findKinds(root = PROJECT_ROOT): Promise<Map<string, Found[]>> {
  readMails(root);
  const files = new Map<string, string>();
  const inState = new Map<unknown, Found['inState']>();
  for await (const file of glob('{functions,shared}/**/*.ts', { cwd: root })) {
    const text = await readFile(join(root, file), 'utf8');
    const names = [...text.matchAll(/\bentity\(\{\s*name: '([^']+)'/g)].map(([, name]) => String(name));
    if (file.endsWith('.test.ts') || !(names.length || text.includes('IN_STATE ='))) continue;
    for (const name of names) files.set(name, file);
    const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) inState.set(value, module.IN_STATE as Found['inState']);
  }
  const found = kinds
    .map((kind): Found => ({ kind, file: files.get(kind.name) ?? '', inState: inState.get(kind.states) }))
    .toSorted((a, b) => a.kind.name.localeCompare(b.kind.name, 'en'));
  return Map.groupBy(found, ({ file }) => file.split('/').slice(0, 2).join('/'));
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

function itemsOf(found: readonly Found[]): string {
  const rows = found.map(({ kind: { name, partition, sort, feed, lists = {}, dues = {}, expires }, file }) => [
    `\`${name}\``,
    code([partition]),
    code(sort ?? []),
    [...(feed ? ['feed'] : []), ...Object.keys(lists).map((list) => `by ${list}`)].join(', '),
    code(Object.keys(dues)),
    expires ? 'yes' : '',
    `[${file.split('/').slice(2).join('/')}](../../${file})`,
  ]);
  return table(['kind', '`pk` ends with', 'then, in `sk`', 'lists', 'due to', 'is forgotten', 'defined in'], rows);
}

/** The states of a kind: their words, the diagram, the dues that stand in each, what each allows. */
function statesOf({ kind: { name, states, dues = {} }, inState }: Found): string[] {
  if (!states) return [];
  const moves = Object.entries(states.transitions as Record<string, { from?: readonly string[]; to: string }>);
  const arrows = moves.flatMap(([move, { from, to }]) =>
    from ? from.filter((state) => state !== to).map((state) => [state, to, move]) : [['[*]', to, move]],
  );
  const id = (state: string) => state.replaceAll('-', '_');
  const facts = Object.keys(Object.values(inState ?? {})[0] ?? {});
  const rows = (states.names as string[]).map((state) => [
    `\`${state}\``,
    `${states.words[state]?.fr} / ${states.words[state]?.en}`,
    code(Object.keys(dues).filter((due) => dues[due] === 'always' || dues[due]?.includes(state))),
    ...facts.map(
      (fact) => ({ true: 'yes', false: 'no' })[String(inState?.[state]?.[fact])] ?? String(inState?.[state]?.[fact]),
    ),
  ]);
  const diagram = [
    'stateDiagram-v2',
    ...(states.names as string[])
      .filter((state) => state.includes('-'))
      .map((state) => `  state "${state}" as ${id(state)}`),
    ...arrows.map(([from = '', to = '', move]) => `  ${id(from)} --> ${id(to)}: ${move}`),
  ];
  return [
    `## States of \`${name}\``,
    table(['state', 'as people call it', 'may be due to', ...facts], rows),
    ['```mermaid', ...diagram, '```'].join('\n'),
  ];
}

/** The pages, by their path in the project. */
export async function dataModelPages(root = PROJECT_ROOT): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const [area, found] of await findKinds(root)) {
    const title = `# Data model: ${area.split('/')[1]}`;
    const parts = [
      title,
      'Written by `npm run data-model` from what the code declares.',
      itemsOf(found),
      ...found.flatMap(statesOf),
    ];
    pages.set(`${FOLDER}/${area.split('/')[1]}.md`, `${parts.join('\n\n')}\n`);
  }
  return pages;
}

if (import.meta.main) {
  const pages = await dataModelPages();
  const old: string[] = [];
  for await (const path of glob(`${FOLDER}/*.md`, { cwd: PROJECT_ROOT })) if (!pages.has(path)) old.push(path);
  const stale = [...old];
  for (const [path, text] of pages)
    if ((await readFile(join(PROJECT_ROOT, path), 'utf8').catch(() => '')) !== text) stale.push(path);
  if (process.argv.includes('--check')) {
    for (const path of stale) console.error(`${path} is not what the code declares: npm run data-model`);
    process.exitCode = stale.length ? 1 : 0;
  } else {
    await mkdir(join(PROJECT_ROOT, FOLDER), { recursive: true });
    for (const path of old) await rm(join(PROJECT_ROOT, path));
    for (const [path, text] of pages) await writeFile(join(PROJECT_ROOT, path), text);
  }
}
