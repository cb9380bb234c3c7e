import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/page.tsx';
import { ASSET_LIST, type AssetList } from '../../../shared/pages/assets.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import contract from './contract.ts';

const read = (file: string) => readFile(join(config.bundle(), 'assets', file));
const readList = async (): Promise<AssetList> => JSON.parse((await read(ASSET_LIST)).toString());

let kept: Promise<AssetList> | undefined;
const listed = () => (kept ??= readList());

/** Only what the build listed is served, whatever the address says: no path of a caller's reaches the disk. */
export const handler = serve(contract, async ({ params: { file } }) => {
  const list = await listed();
  const asset = Object.hasOwn(list, file) ? list[file] : undefined;
  if (!asset) throw notFound();
  const { type, etag, brotli } = asset;
  return {
    file: {
      type,
      bytes: () => read(file),
      brotli: brotli ? () => read(`${file}.br`) : undefined,
      etag,
      cacheControl: 'public, no-cache',
    },
  };
});
