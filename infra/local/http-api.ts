import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import { type Answer, answerOf, eventOf, targetOf } from './http-event.ts';
import { PAYLOAD_LIMIT } from './lambda.ts';
import { router } from './routes.ts';
import type { Route } from './wiring.ts';

/** Bytes of a request that an HTTP API takes. */
const REQUEST_LIMIT = 10 * 1024 * 1024;
/** What an HTTP API waits for its function. */
const INTEGRATION_TIMEOUT_MS = 30_000;

export interface HttpApi {
  url: string;
  /** Routes are known once the functions are; a request that comes before is answered 503. */
  serve(routes: Route[], invoke: (functionName: string, event: unknown) => Promise<unknown>): void;
  /** Takes no more requests; resolves once those received have their answer. */
  close(): Promise<void>;
}

const message = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message: text })),
});
const UNAVAILABLE = message(503, 'Service Unavailable');
const FAILED = message(500, 'Internal Server Error');
const TOO_LARGE = message(413, 'Request Entity Too Large');

/**
 * Listens on 127.0.0.1 as an API Gateway HTTP API would on its domain.
 * @throws Error with code EADDRINUSE when another program has the port.
 */
export async function startHttpApi(port: number): Promise<HttpApi> {
  let find: ReturnType<typeof router> | undefined;
  let invoke: (functionName: string, event: unknown) => Promise<unknown>;

  const answering = new Set<Promise<void>>();

  async function answer(request: IncomingMessage, body: Buffer | null): Promise<Answer> {
    const target = targetOf(request.url ?? '/');
    if (!body) return TOO_LARGE;
    if (!find) return UNAVAILABLE;
    const match = find(request.method ?? '', target.path);
    if (!match) return message(404, 'Not Found');
    const event = eventOf(request, body, target, match, new Date());
    if (Buffer.byteLength(JSON.stringify(event)) > PAYLOAD_LIMIT) return TOO_LARGE;
    return within(
      INTEGRATION_TIMEOUT_MS,
      UNAVAILABLE,
      invoke(match.route.function, event).then((result) => answerOf(result) ?? FAILED),
    );
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readWhole(request);
    const done: Promise<void> = answer(request, body)
      .catch(() => FAILED)
      .then((result) => send(request, response, result))
      .finally(() => answering.delete(done));
    answering.add(done);
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    response.on('error', () => {});
    // A client that leaves is no failure: there is just nobody left to answer.
    serve(request, response).catch(() => response.destroy());
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    serve(routes, call) {
      invoke = call;
      find = router(routes);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(answering);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function send(request: IncomingMessage, response: ServerResponse, result: Answer): Promise<void> {
  if (response.destroyed) return;
  const { status, headers, body } = result;
  const bodiless = status === 204 || status === 304;
  try {
    response.writeHead(status, bodiless ? headers : { ...headers, 'content-length': body.length });
  } catch {
    // A header that HTTP does not allow: API Gateway answers 500 too.
    return send(request, response, FAILED);
  }
  response.end(bodiless || request.method === 'HEAD' ? undefined : body);
  await finished(response).catch(() => {});
}

/** The body, or null when it passes the limit: the rest is then read and dropped, so that the answer gets through. */
async function readWhole(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= REQUEST_LIMIT) chunks.push(chunk);
  }
  return size <= REQUEST_LIMIT ? Buffer.concat(chunks) : null;
}

async function within<T>(ms: number, late: T, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  work.catch(() => {});
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
