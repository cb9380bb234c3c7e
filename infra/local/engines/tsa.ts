import { randomInt, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Integer } from 'asn1js';
import { PKIStatusInfo, TimeStampReq, TimeStampResp } from 'pkijs';
import { describeCertificate } from '../../../shared/documents/verify-cms.ts';
import { ACCESS_ENV } from '../../../shared/function/access.ts';
import { type Fault, Faults } from './faults.ts';
import { listenOnLoopback, readBody } from './loopback.ts';
import { replaceFile } from './replace-file.ts';
import { type AuthorityPems, createAuthority, openAuthority } from './timestamp-issuer.ts';

/** `down`: the connection is cut; `slow`: nothing is answered until the fault ends; the rest as they say. */
type TsaFault = Fault & { code: 'down' | 'slow' | 'wrong-nonce' | 'rejected' };

export interface TsaEngine {
  /** Where time-stamp queries are posted. */
  url: string;
  /** SHA-256 of the root that its time-stamps lead to, lower-case hexadecimal. */
  rootFingerprint: string;
  setFault(fault: TsaFault | null): void;
  close(): Promise<void>;
}

export interface TsaOptions {
  /** The authority lives in `dataDir`/tsa; made anew at each start when undefined. */
  dataDir?: string | undefined;
  port?: number | undefined;
  clock?: (() => Date) | undefined;
}

/** The variables by which a function finds an authority and knows it. */
export const tsaVariables = ({ url, rootFingerprint }: Pick<TsaEngine, 'url' | 'rootFingerprint'>) => ({
  [ACCESS_ENV.timestamps]: url,
  [ACCESS_ENV.timestampRoots]: rootFingerprint,
});

const REJECTION = 2;

/** Starts a time-stamp authority over HTTP (RFC 3161, 3.4). */
export async function startTsa(options: TsaOptions): Promise<TsaEngine> {
  const { clock = () => new Date() } = options;
  const pems = await keptAuthority(options.dataDir && join(options.dataDir, 'tsa', 'authority.json'), clock());
  const authority = openAuthority(pems);
  const faults = new Faults();
  let endOfFault = Promise.withResolvers<void>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = await readBody(request, 64 * 1024);
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query' || !query) {
      response.writeHead(request.method === 'POST' ? 415 : 405).end();
      return;
    }
    const fault = faults.take()?.code as TsaFault['code'] | undefined;
    if (fault === 'down') {
      request.socket.destroy();
      return;
    }
    if (fault === 'slow') await endOfFault.promise;
    const reply =
      fault === 'rejected'
        ? rejection()
        : await authority.answer(fault === 'wrong-nonce' ? renonced(query) : query, clock());
    response.writeHead(200, { 'content-type': 'application/timestamp-reply', 'content-length': reply.length });
    response.end(reply);
  }

  const { url, close } = await listenOnLoopback(handle, options.port);
  const setFault = (fault: TsaFault | null) => {
    faults.set(fault);
    endOfFault.resolve();
    endOfFault = Promise.withResolvers();
  };
  return {
    url,
    rootFingerprint: describeCertificate(new X509Certificate(pems.caCertPem)).fingerprint,
    setFault,
    close: async () => {
      setFault(null);
      await close();
    },
  };
}

async function keptAuthority(file: string | undefined, at: Date): Promise<AuthorityPems> {
  try {
    if (file) return JSON.parse(readFileSync(file, 'utf8')) as AuthorityPems;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const pems = await createAuthority(at);
  if (file) replaceFile(file, JSON.stringify(pems, null, 2));
  return pems;
}

function rejection(): Uint8Array {
  const response = new TimeStampResp({ status: new PKIStatusInfo({ status: REJECTION }) });
  return new Uint8Array(response.toSchema().toBER());
}

/** The same query with another nonce: what a replayed answer looks like to the caller. */
function renonced(query: Uint8Array): Uint8Array {
  const request = TimeStampReq.fromBER(new Uint8Array(query));
  request.nonce = new Integer({ value: randomInt(1, 2 ** 31) });
  return new Uint8Array(request.toSchema().toBER());
}
