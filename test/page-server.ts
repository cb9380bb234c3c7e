import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { logoPath } from '../shared/brand/brand.ts';
import { colourOfTheme, themeCss } from '../shared/brand/theme.ts';
import { contentSecurityPolicy } from '../shared/function/security-headers.ts';
import { ASSET_LIST, type AssetList } from '../shared/pages/assets.ts';
import { BRAND } from './brand.ts';
import { sampleLogo } from './png.ts';

/** Where axe is served: a browser compiles a script at an address once, and one that is handed to it each time. */
export const AXE = '/axe.js';

/** The browser that only looks calls itself so: what its scripts tell of what was read belongs to no test. */
export const ONLOOKER = 'onlooker';

export interface Posted {
  path: string;
  fields: Record<string, string>;
}

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/** What is answered to GET: path -> body, under the CSP of the real pages unless given another. */
export type Answers = Readonly<Record<string, { type: string; body: string | Uint8Array; policy?: string }>>;

/** The style sheet of a colour, and the logo of samples, at the addresses that a business's pages name. */
function ofBrand(path: string): Answers[string] | undefined {
  const colour = colourOfTheme(path.replace(/^\/themes\//, ''));
  if (colour) return { type: 'text/css', body: themeCss(colour) };
  return BRAND.logo && path === logoPath(BRAND.logo)
    ? { type: 'image/png', body: sampleLogo(BRAND.logo.width, BRAND.logo.height) }
    : undefined;
}

/** Serves fixed answers, the built static assets and axe. A POST is answered by a page, and added to `posted`. */
export async function servePages(answers: Answers, built: string, posted: Posted[] = []): Promise<PageServer> {
  const list: AssetList = JSON.parse(await readFile(join(built, 'assets', ASSET_LIST), 'utf8'));
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://pages');
    const asset = list[pathname.slice('/assets/'.length)];
    const answer = answers[pathname] ?? ofBrand(pathname);
    response.setHeader('Content-Security-Policy', answer?.policy ?? contentSecurityPolicy());
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (request.headers['user-agent'] !== ONLOOKER)
        posted.push({ path: pathname, fields: Object.fromEntries(new URLSearchParams(body)) });
      response.setHeader('Content-Type', 'text/html').end('<title>OK</title>');
    } else if (pathname === AXE) {
      response.setHeader('Content-Type', 'text/javascript').setHeader('Cache-Control', 'max-age=3600').end(axe);
    } else if (asset) {
      const content = await readFile(join(built, 'assets', pathname.slice('/assets/'.length)));
      response.setHeader('Content-Type', asset.type).end(content);
    } else if (answer) {
      response.setHeader('Content-Type', answer.type).end(answer.body);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
