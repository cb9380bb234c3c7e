import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { replaceFile } from './replace-file.ts';

/** A server that listens on 127.0.0.1 only. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves `handler` on 127.0.0.1, at `port` (0: any free one). A handler that throws answers 500 and is printed;
 * `close` also cuts the connections still open, since the SDK keeps its own alive.
 */
export async function listenOnLoopback(handler: Handler, port = 0): Promise<Listening> {
  const server = createServer((request, response) => {
    handler(request, response).catch((error: unknown) => {
      if (response.destroyed || request.destroyed) return;
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The same at the port that it had the last time, which `file` tells, if it is free: links that were given out before a
 * restart lead there still.
 */
export async function listenWhereBefore(handler: Handler, file: string): Promise<Listening> {
  const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const listening = await listenOnLoopback(handler, before).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return listenOnLoopback(handler);
  });
  replaceFile(file, new URL(listening.url).port);
  return listening;
}

/** The whole body, or null when it is longer than `limit` bytes (the rest is then read and dropped). */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? null : Buffer.concat(chunks);
}
