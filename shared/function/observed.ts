import type { MiddlewareObj } from '@middy/core';
import { Problem } from '../problem/problem.ts';
import type { Parts } from './parts.ts';

/** One line for every invocation, with its outcome and time. Names the route, never the path: paths carry tokens. */
export function observed<Event, Result>(name: string, { log }: Parts): MiddlewareObj<Event, Result> {
  const started = new WeakMap<object, number>();
  const spent = (request: { event: unknown }) =>
    Math.round(performance.now() - (started.get(request.event as object) ?? performance.now()));
  const requestId = (request: { event: unknown; context: unknown }) =>
    (request.event as { requestContext?: { requestId?: string } })?.requestContext?.requestId ??
    (request.context as { awsRequestId?: string } | undefined)?.awsRequestId;
  return {
    before: (request) => {
      started.set(request.event as object, performance.now());
    },
    after: (request) => {
      const status = (request.response as { statusCode?: number } | undefined)?.statusCode;
      log.info('done', { name, status, ms: spent(request), requestId: requestId(request) });
    },
    onError: (request) => {
      const { error } = request;
      const fields = { name, ms: spent(request), requestId: requestId(request) };
      if (error instanceof Problem) log.info('refused', { ...fields, status: error.status, problem: error.type });
      else log.error('failed', { ...fields, error });
    },
  };
}
