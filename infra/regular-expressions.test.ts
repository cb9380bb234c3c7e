import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import { type ESTree, parseSync, Visitor } from 'vite';
import { expect, it } from 'vitest';
import { setVariables } from '../test/variables.ts';
import { PROJECT_ROOT } from './use-cases.ts';

/** A regular expression as a module writes it; without a pattern when it is only put together while it runs. */
interface Written {
  file: string;
  source: string;
  pattern: string | undefined;
  flags: string;
}

/**
 * Those that the judge calls super-linear or cannot judge, by file and beginning, and why they may stay: what bounds
 * their input, or why they are linear all the same.
 */
const ALLOWED: Readonly<Record<string, string>> = {
  'functions/mail-wording/clean-html.ts new RegExp(`^${HIDING[property]':
    'anchored; each alternative begins with another character, and what stands in brackets is at most 40 long',
  'functions/mail-wording/html-text.ts /^mailto:(?=': 'anchored, and one class up to the end',
  'functions/mail-wording/tags.ts /#\\p{L}':
    'tried at one place (flag y), and each form ends at the next beginning of its own kind',
  'functions/proof/proof-seal.ts /(?:^|, )CN=':
    'the subject of one certificate: the first name ends where the next attribute begins',
  'functions/sending-accounts/platform-address.ts /^(?:(?<name>': 'the operator’s own setting MAIL_FROM: one address',
};

/** The regular expressions of a module: its literals, and `new RegExp` of texts and of constants that stand in it. */
function expressionsOf(file: string, code: string): Written[] {
  const { program } = parseSync(file, code);
  const texts = new Map<string, string>();
  const found: Written[] = [];
  /** A text that is known before the program runs. */
  const textOf = (node: ESTree.Expression | ESTree.SpreadElement | undefined): string | undefined => {
    if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
    if (node?.type === 'Identifier') return texts.get(node.name);
    if (node?.type !== 'TemplateLiteral') return undefined;
    const parts = node.expressions.map(textOf);
    return parts.includes(undefined)
      ? undefined
      : node.quasis.map(({ value }, i) => (value.cooked ?? '') + (parts[i] ?? '')).join('');
  };
  const made = (node: ESTree.NewExpression | ESTree.CallExpression) => {
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return;
    const [pattern, flags] = node.arguments;
    const source = code.slice(node.start, node.end);
    found.push({ file, source, pattern: textOf(pattern), flags: textOf(flags) ?? '' });
  };
  new Visitor({
    VariableDeclarator({ id, init }) {
      const text = textOf(init ?? undefined);
      if (id.type === 'Identifier' && text !== undefined) texts.set(id.name, text);
    },
    Literal(node) {
      if (!('regex' in node)) return;
      found.push({ file, source: code.slice(node.start, node.end), ...node.regex });
    },
    NewExpression: made,
    CallExpression: made,
  }).visit(program);
  return found;
}

async function everyExpression(): Promise<Written[]> {
  const found: Written[] = [];
  for await (const file of glob('{functions,shared,events}/**/*.{ts,tsx}', { cwd: PROJECT_ROOT }))
    if (!/\.(test|d)\.tsx?$/.test(file))
      found.push(...expressionsOf(file, await readFile(join(PROJECT_ROOT, file), 'utf8')));
  return found;
}

/** Whether no text makes it take more than a time in proportion to the text's length. */
function isLinear({ pattern, flags }: Pick<Written, 'pattern' | 'flags'>): boolean {
  if (pattern === undefined) return false;
  const { status } = checkSync(pattern, flags, { checker: 'automaton', timeout: 120_000 });
  return status === 'safe';
}

const nameOf = ({ file, source }: Written) => `${file} ${source}`;
const allowing = (name: string) => Object.keys(ALLOWED).find((start) => name.startsWith(start));

it('no regular expression takes more than linear time, but for those that say what bounds them', async () => {
  // The checker's JVM and native programs are faster, and not on every machine.
  setVariables({ RECHECK_SYNC_BACKEND: 'pure' });
  const all = await everyExpression();
  expect(all.length).toBeGreaterThan(100);
  const suspect = all.filter((written) => !isLinear(written)).map(nameOf);
  expect(suspect.filter((name) => !allowing(name))).toEqual([]);
  expect(Object.keys(ALLOWED).filter((start) => !suspect.some((name) => name.startsWith(start)))).toEqual([]);
}, 300_000);

it.each([
  ['one that tries every way to share a text', 'const r = /^(a+)+$/;'],
  ['one that starts again at every place', 'const r = /\\s+$/g;'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a sample of code
  ['one put together from constants', "const S = '\\\\s'; const r = new RegExp(`[${S}]+$`);"],
  ['one of a text', "const r = RegExp('(x*)*y');"],
  ['one that nobody knows before it runs', 'const r = (word: string) => new RegExp(word);'],
])('%s is found', (_, code) => {
  expect(expressionsOf('sample.ts', code).map(isLinear)).toEqual([false]);
});
