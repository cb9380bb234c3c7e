import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './loopback.ts';

/** An error of a service that speaks AWS JSON, as its clients name it. */
export class JsonServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what an operation is given is checked by the operation.
export type JsonOperation = (input: any, signal: AbortSignal) => unknown;

/**
 * A request handler for the AWS JSON protocol (`version` 1.0 or 1.1): the operation is named by X-Amz-Target, errors
 * carry their code in `__type`. An operation's signal aborts when the caller goes away.
 */
export function jsonProtocol(version: '1.0' | '1.1', operations: Record<string, JsonOperation>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': `application/x-amz-json-${version}` });
      response.end(JSON.stringify(body));
    };
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const name = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      const body = await readBody(request, 4 * 1024 * 1024);
      if (!operation) throw new JsonServiceError('UnknownOperationException', `${name} is not implemented`);
      if (!body) throw new JsonServiceError('RequestEntityTooLarge', 'The request is too long', 413);
      answer(200, (await operation(parse(body), gone.signal)) ?? {});
    } catch (error) {
      if (!(error instanceof JsonServiceError)) throw error;
      answer(error.status, { __type: error.code, message: error.message });
    }
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch {
    throw new JsonServiceError('SerializationException', 'The request is not JSON');
  }
}
