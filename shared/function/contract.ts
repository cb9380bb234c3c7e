import type * as z from 'zod';
import type { Right } from '../identity/rights.ts';
import type { Access, BucketName } from './access.ts';
import type { Message } from './message.ts';

/**
 * A contract says all that is known of a use case without running it: data only, no SDK, no env.
 * CDK, IAM, OpenAPI, the embedded cloud and the wrappers derive from it.
 */
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Route = `${Method} /${string}`;

/** The `{names}` of a route; a trailing `+` (greedy) is not part of the name. */
export type RouteParameter<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Greedy}+` ? Greedy : Name) | RouteParameter<Rest>
  : never;

interface Common {
  /** One line for the API document and the function's description. */
  summary: string;
  access: readonly Access[];
  /** MB, 512 unless said: CPU comes with it. */
  memory?: number;
  /** Seconds, 15 unless said. */
  timeout?: number;
  /** Files put beside the bundle: name there -> a path from the project's root. */
  files?: Readonly<Record<string, string>>;
}

export interface RateLimit {
  /** What is counted: the caller's network address or account. */
  per: 'address' | 'account';
  max: number;
  /** Seconds. */
  window: number;
}

type Shape = z.ZodType;
export interface HttpContract<
  R extends Route = Route,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  Returns extends Record<number, Shape | null> = Record<number, Shape | null>,
> extends Common {
  kind: 'http';
  route: R;
  auth: 'user' | 'none';
  /** The right an authenticated caller must hold. */
  rights?: Right;
  query?: Q;
  body?: B;
  /** Answers by status; `null` has no body. Fields that a shape does not declare are never sent. */
  returns: Returns;
  limit?: RateLimit;
  /** The answer shows a secret once: a replayed Idempotency-Key is told so, the secret is not stored. */
  answersSecret?: boolean;
  description?: string;
}

export interface PageContract<R extends Route = Route, Q extends Shape = Shape, B extends Shape = Shape>
  extends Common {
  kind: 'page';
  route: R;
  query?: Q;
  /** The fields of the form. */
  body?: B;
  limit?: RateLimit;
  /** The answer to a caller that accepts JSON rather than HTML. */
  returns?: Record<number, Shape | null>;
}

export interface QueueContract<D extends z.ZodType = z.ZodType> extends Common {
  kind: 'queue';
  message: Message<D>;
  /** Who notices, and what, when messages end in the dead-letter queue: the alarm's text. */
  impact: string;
  /** Records given to one invocation, 10 unless said. */
  batch?: number;
  /** Invocations at once, 10 unless said. */
  concurrency?: number;
}

export interface ScheduleContract extends Common {
  kind: 'schedule';
  /** An EventBridge Scheduler expression: `rate(1 minute)`. */
  every: string;
}

export interface UploadContract extends Common {
  kind: 'upload';
  bucket: BucketName;
}

export interface WebhookContract<R extends Route = Route> extends Common {
  kind: 'webhook';
  route: R;
}

export type Contract =
  | HttpContract
  | PageContract
  | QueueContract
  | ScheduleContract
  | UploadContract
  | WebhookContract;

export const http = <R extends Route, Q extends Shape, B extends Shape, const T extends Record<number, Shape | null>>(
  contract: Omit<HttpContract<R, Q, B, T>, 'kind'>,
): HttpContract<R, Q, B, T> => ({ kind: 'http', ...contract });

export const page = <R extends Route, Q extends Shape, B extends Shape>(
  contract: Omit<PageContract<R, Q, B>, 'kind'>,
): PageContract<R, Q, B> => ({ kind: 'page', ...contract });

export const queue = <D extends z.ZodType>(contract: Omit<QueueContract<D>, 'kind'>): QueueContract<D> => ({
  kind: 'queue',
  ...contract,
});

export const schedule = (contract: Omit<ScheduleContract, 'kind'>): ScheduleContract => ({
  kind: 'schedule',
  ...contract,
});

export const upload = (contract: Omit<UploadContract, 'kind'>): UploadContract => ({ kind: 'upload', ...contract });

export const webhook = <R extends Route>(contract: Omit<WebhookContract<R>, 'kind'>): WebhookContract<R> => ({
  kind: 'webhook',
  ...contract,
});
