import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { config } from '../config.ts';
import { deadline, TimedOut } from './deadline.ts';
import { type Destination, resolveOutside } from './guard.ts';

/** Where an address that a tenant typed may be called. */
const WEB_PORTS = [443, 8443] as const;
/** Of an answer, bytes that are read. */
const MOST = 4096;

interface Posted {
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Milliseconds for the whole: name, connection, answer. */
  patience: number;
}

interface Answer {
  status: number;
  /** The beginning of what was answered. */
  text: string;
  /** Its `Retry-After`, as it came. */
  retryAfter: string | undefined;
}

const portOf = ({ protocol, port }: URL) => Number(port) || (protocol === 'https:' ? 443 : 80);

/** Local addresses that the embedded cloud lets through may be called in clear. */
export const mayBeCalledInClear = (url: URL): boolean =>
  config.outsideAllow().includes(`${url.hostname}:${portOf(url)}`);

/** The address to connect to for a URL that a tenant typed. @throws OutsideRefused */
export const webDestination = (url: URL): Promise<Destination> =>
  resolveOutside({ host: url.hostname, port: portOf(url), ports: WEB_PORTS });

/**
 * Posts to a URL that a tenant typed: to the address that passed the guard and to no other, following no redirect.
 * @throws OutsideRefused, TimedOut, the socket's error
 */
export async function post(url: URL, { headers, body, patience }: Posted): Promise<Answer> {
  const begun = performance.now();
  const { address, family } = await deadline(webDestination(url), patience);
  const isEncrypted = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (isEncrypted ? https : http).request({
      ...{ host: address, family, port: portOf(url), path: url.pathname + url.search, method: 'POST' },
      headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
      // A connection kept while a function sleeps is dead when it wakes.
      agent: false,
      ...(isEncrypted && { minVersion: 'TLSv1.2' as const, ...(!isIP(url.hostname) && { servername: url.hostname }) }),
    });
    let answered: (() => void) | undefined;
    const ended = (error: Error) => (answered ? answered() : reject(error));
    const outOfTime = () => {
      ended(new TimedOut(patience));
      request.destroy();
    };
    const late = setTimeout(outOfTime, patience - (performance.now() - begun));
    request.once('close', () => clearTimeout(late));
    request.on('error', ended);
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      // Its status is its answer, however the rest of it ends.
      answered = () => {
        const text = Buffer.concat(parts).subarray(0, MOST).toString();
        resolve({ status: response.statusCode ?? 0, text, retryAfter: response.headers['retry-after'] });
        request.destroy();
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size >= MOST) answered?.();
      });
      response.once('error', answered);
      response.once('close', answered);
    });
    request.end(body);
  });
}
