import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { mustBeFree, mustBeNamed, refuse, typeset } from './new-use-case.ts';
import { filled, type Thing, wordsOf } from './thing-words.ts';
import { PROJECT_ROOT } from './use-cases.ts';
import { FLOORS } from './walls.ts';

/** A tree like the project's, in which `__thing__` stands for the thing: in the names of files, too. */
const TEMPLATE = join(import.meta.dirname, 'area-template');

export interface NewArea {
  /** What it is about, in kebab case; the area's own name without its plural unless given. */
  noun?: string | undefined;
  /** How people call it, with its article. */
  fr?: string | undefined;
  en?: string | undefined;
  /** The area on whose floor it stands. */
  beside?: string | undefined;
}

/**
 * Writes an area that works: a thing with its states, created and read by programs, mailed to somebody who confirms it on
 * a page, told to who listens; its tests and its chapter of the demonstration. Then the places where a new area is named.
 * @returns the files written and those changed, from the project's root
 * @throws Error that says in French then in English what is wrong
 */
export async function newArea(
  area: string,
  { noun = area.replace(/s$/, ''), fr = `un élément « ${noun} »`, en, beside = 'signatures' }: NewArea = {},
  root = PROJECT_ROOT,
): Promise<string[]> {
  mustBeNamed(area);
  mustBeNamed(noun);
  if (existsSync(join(root, 'functions', area)))
    refuse(`functions/${area} existe déjà.`, `functions/${area} exists already.`);
  if (!/^une? ./.test(fr))
    refuse(`--fr « ${fr} » : dites « un … » ou « une … ».`, `--fr “${fr}”: say “un …” or “une …”.`);
  if (en !== undefined && !/^an? ./.test(en))
    refuse(`--en « ${en} » : dites « a … » ou « an … ».`, `--en “${en}”: say “a …” or “an …”.`);
  if (!FLOORS.some(({ areas }) => areas.includes(beside)))
    refuse(`--beside ${beside} n’est d’aucun étage.`, `--beside ${beside} is on no floor.`);
  const name = noun.replaceAll('-', ' ');
  const thing: Thing = {
    area,
    noun,
    fr: typeset(fr),
    en: typeset(en ?? `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${name}`),
  };

  const written = await fillTemplate(thing, root);
  const named = await nameEverywhere(thing, beside, root);
  run(join(PROJECT_ROOT, 'node_modules/.bin/biome'), ['check', '--write', ...written, ...named], root);
  run(process.execPath, [join(root, 'infra/data-model.ts')], root);
  return [...written, ...named.map((file) => `${file} (+)`), `docs/data-model/${area}.md`];
}

async function fillTemplate(thing: Thing, root: string): Promise<string[]> {
  const words = wordsOf(thing);
  const files = new Map<string, string>();
  for await (const file of glob('**/*.txt', { cwd: TEMPLATE }))
    files.set(filled(file.replace(/\.txt$/, ''), words), filled(await readFile(join(TEMPLATE, file), 'utf8'), words));
  await mustBeFree(
    thing.area,
    [...files.keys()].filter((file) => file.endsWith('/contract.ts')).map((file) => basename(dirname(file))),
    root,
  );
  const taken = [...files.keys()].find((file) => existsSync(join(root, file)));
  if (taken) refuse(`${taken} existe déjà.`, `${taken} exists already.`);
  for (const [file, content] of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content);
  }
  return [...files.keys()].sort();
}

/** The few places where an area is named beside its own folders. */
async function nameEverywhere(thing: Thing, beside: string, root: string): Promise<string[]> {
  const { area, noun } = thing;
  const { camel } = wordsOf(thing);
  const title = area.charAt(0).toUpperCase() + area.slice(1).replaceAll('-', ' ');
  const places: [file: string, after: RegExp, added: string][] = [
    ['shared/identity/rights.ts', /(?=\] as const;)/, `  '${area}:read',\n  '${area}:write',\n`],
    ['events/every-fact.ts', /(?<=';)(?=\n\n)/, `\nimport { ${camel}Facts } from './${noun}.ts';`],
    ['events/every-fact.ts', /(?<=readonly Facts\[\] = \[[^\]]*)(?=,?\s*\])/, `, ${camel}Facts`],
    [
      'infra/api-areas.ts',
      /(?=\n {2}proof: \{)/,
      `\n  '${area}': { title: say('${title}', '${title}'), about: say('Envoyer ${thing.fr} et le suivre.', 'Send ${thing.en} and follow it.') },`,
    ],
    [
      'infra/openapi-parameters.ts',
      /(?=\n {2}domain: \[)/,
      `\n  ${camel}Id: [say('${wordsOf(thing).fr_this}.', '${wordsOf(thing).en_this}.'), '${wordsOf(thing).prefix}_01kb3q9v6m8d4f2y7n1xw5rhtz'],`,
    ],
    ['README.md', /(?<=\| `functions\/` \|[^:\n]*)(?= : une aire)/, ` \`${area}\``],
  ];
  if (!FLOORS.some(({ areas }) => areas.includes(area)))
    places.push(['infra/walls.ts', new RegExp(`(?<=areas: \\[[^\\]]*'${beside}'[^\\]]*)(?=\\])`), `, '${area}'`]);
  for (const [file, place, added] of places) {
    const text = await readFile(join(root, file), 'utf8');
    if (!place.test(text)) throw new Error(`${file} has no place for a new area`);
    await writeFile(
      join(root, file),
      text.replace(place, () => added),
    );
  }
  return [...new Set(places.map(([file]) => file))];
}

function run(command: string, words: string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${basename(command)} failed: ${stderr}`);
}
