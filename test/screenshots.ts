import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startVitest } from 'vitest/node';

/**
 * `npm run screenshots`: a picture of each page and mail that tests know a sample of, and an index.html to look through.
 * Words after `--` choose test files, as for `npm test`.
 */
const folder = resolve(import.meta.dirname, '../screenshots');
await rm(folder, { recursive: true, force: true });
await mkdir(folder);
process.env.SCREENSHOTS = folder;

const vitest = await startVitest('test', process.argv.slice(2), {
  run: true,
  project: ['pages'],
  testNamePattern: / is pictured$/,
});
await vitest.close();

const pictures = (await readdir(folder)).filter((file) => file.endsWith('.png')).sort();
const pages = Map.groupBy(pictures, (file) => file.replace(/\.\d+\.(light|dark)(\.whole)?\.png$/, ''));
const figure = (file: string) =>
  `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="" height="420"></a><figcaption>${file.slice(file.search(/\.\d/) + 1, -4)}</figcaption></figure>`;
const section = ([name, files]: [string, string[]]) =>
  `<section><h2>${name}</h2>${files.map(figure).join('')}</section>`;
await writeFile(
  join(folder, 'index.html'),
  `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Guichet: ${pictures.length} pictures</title>
<style>body{font:14px system-ui;background:#ddd;margin:1rem}section{margin-block-end:2rem}figure{display:inline-block;margin:0 1rem 1rem 0;vertical-align:top}img{display:block;border:1px solid #999;background:#fff;max-width:680px;object-fit:cover;object-position:top}</style>
${[...pages].map(section).join('\n')}</html>`,
);
console.log(`${pictures.length} pictures of ${pages.size} pages and mails: ${join(folder, 'index.html')}`);
process.exitCode = process.exitCode || (pictures.length ? 0 : 1);
