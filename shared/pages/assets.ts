/** The list that `infra/assets.ts` writes beside the files it lists: nothing else is served under /assets/. */
export const ASSET_LIST = 'assets.json';

/** A static file, by its path under /assets/. */
export interface Asset {
  /** Content-Type. */
  type: string;
  /** A strong ETag of the plain content, with its quotes. */
  etag: string;
  /** A brotli copy stands beside the file, named with `.br`. */
  brotli: boolean;
}

export type AssetList = Readonly<Record<string, Asset>>;

/**
 * Where a static file is served. Addresses never change: the ETag tells a browser whether what it kept is
 * still good, so that no page needs to know at build what the style sheet will contain.
 */
export const assetUrl = (file: string): string => `/assets/${file}`;
