import type * as z from 'zod';
import type { Right } from '../identity/rights.ts';
import type { Text } from '../text.ts';
import type { Access, BucketName, EVERY_FACT } from './access.ts';
import { type FactName, toldFact } from './fact.ts';
import { type Message, message } from './message.ts';

/**
 * A contract says all that is known of a use case without running it: data only, no SDK, no env.
 * CDK, IAM, OpenAPI, the embedded cloud and the wrappers derive from it.
 */
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'ANY';
export type Route = `${Method} /${string}`;

/**
 * Where callers come in: people at the public address, programs at the API's. Each door is an HTTP API of its own, for
 * one takes 300 integrations and no more (docs/decisions/0023-two-doors.md).
 */
export const DOORS = ['people', 'programs'] as const;
export type Door = (typeof DOORS)[number];

/** The `{names}` of a route; a trailing `+` (greedy) is not part of the name. */
export type RouteParameter<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Greedy}+` ? Greedy : Name) | RouteParameter<Rest>
  : never;

interface Common {
  /** One line for the API document and the function's description. */
  summary: Text;
  access: readonly Access[];
  /** MB, 512 unless said: CPU comes with it. */
  memory?: number;
  /** Seconds, 15 unless said. */
  timeout?: number;
  /** Files put beside the bundle: name there -> a path from the project's root. */
  files?: Readonly<Record<string, string>>;
}

interface Called {
  /** Where it answers, when not to programs (`http`) or to people (`page`) alone. */
  doors?: readonly Door[];
}

/** Seconds after which the function is stopped. */
export const timeoutOf = ({ timeout = 15 }: Pick<Common, 'timeout'>): number => timeout;

export interface RateLimit {
  /** What is counted: the caller's network address or account. */
  per: 'address' | 'account';
  max: number;
  /** Seconds. */
  window: number;
}

type Shape = z.ZodType;

/** A call as multipart/form-data: the part `request`, JSON, and a file. */
export interface WithFile {
  body: Shape;
  /** The part that is the file. */
  part: string;
  /** Its media type, and what it is. */
  type: string;
  words: Text;
}

export interface HttpContract extends Common, Called {
  kind: 'http';
  route: Route;
  auth: 'user' | 'none';
  /** The right an authenticated caller must hold. */
  rights?: Right;
  query?: Shape;
  body?: Shape;
  /** The call may come as a form instead: its fields as JSON in one part, a file in another. */
  withFile?: WithFile;
  /** Answers by status; `null` has no body. Fields that a shape does not declare are never sent. */
  returns: Readonly<Record<number, Shape | null>>;
  /** Problems that the rest of the contract does not tell of: a thing named in the body, a state that forbids. */
  problems?: readonly (404 | 409 | 429)[];
  limit?: RateLimit;
  /**
   * The job does what no transaction undoes: it sends, it calls. Of requests side by side with the same Idempotency-Key,
   * one does its work; the others are told that it is under way.
   */
  actsOutside?: true;
  /** The answer shows a secret once: a replayed Idempotency-Key is told so, the secret is not stored. */
  answersSecret?: boolean;
  description?: Text;
}

/** Whether a caller may name a request to repeat it safely: the first answer is written down with the work. */
export const takesIdempotencyKey = ({ route, auth, access }: HttpContract): boolean =>
  route.startsWith('POST ') && auth === 'user' && access.includes('table:write');

export interface PageContract extends Common, Called {
  kind: 'page';
  route: Route;
  query?: Shape;
  /** The fields of the form. */
  body?: Shape;
  /** The part of a form that is a file: the form has nothing else. */
  file?: string;
  limit?: RateLimit & { per: 'address' };
  /** Posted from any site: its link says all, and nothing that a browser adds to it counts. */
  anySite?: true;
  /** The answer to a caller that accepts JSON rather than HTML. */
  returns?: Readonly<Record<number, Shape | null>>;
}

export interface QueueContract<D extends z.ZodType = z.ZodType> extends Common {
  kind: 'queue';
  message: Message<D>;
  /** Who notices, and what, when messages end in the dead-letter queue: the alarm's text. */
  impact: string;
  /** The facts that come to this queue. */
  hears?: readonly FactName[] | typeof EVERY_FACT;
  /** Records given to one invocation, 10 unless said. */
  batch?: number;
  /** Invocations at once, 10 unless said. */
  concurrency?: number;
}

export interface ScheduleContract extends Common {
  kind: 'schedule';
  /** An EventBridge Scheduler expression: `rate(1 minute)`. */
  every: string;
  /** Who notices, and what, when it does not run or fails: the text of its alarms. */
  impact: string;
}

export interface UploadContract extends Common {
  kind: 'upload';
  bucket: BucketName;
  /** Only objects whose key ends so, where a bucket holds others too. */
  suffix?: string;
}

export interface WebhookContract<R extends Route = Route> extends Common {
  kind: 'webhook';
  route: R;
}

/** The doors at which a use case answers. */
export const doorsOf = (contract: HttpContract | PageContract | WebhookContract): readonly Door[] =>
  ('doors' in contract && contract.doors) || (contract.kind === 'http' ? ['programs'] : ['people']);

/**
 * The methods of its route. HEAD asks for what GET would answer, without its body: link checkers and monitors do, of
 * whatever is open to anybody. Calls that need a key have none: an HTTP API takes 300 routes unless AWS raises it.
 */
export function methodsOf(contract: HttpContract | PageContract | WebhookContract): string[] {
  const [method = ''] = contract.route.split(' ');
  const isOpen = contract.kind === 'page' || (contract.kind === 'http' && contract.auth === 'none');
  return method === 'GET' && isOpen ? ['GET', 'HEAD'] : [method];
}

export type Contract =
  | HttpContract
  | PageContract
  | QueueContract
  | ScheduleContract
  | UploadContract
  | WebhookContract;

// The builders keep the exact type of what they are given: the wrappers read from it what a job receives and may answer.
export const http = <const C extends Omit<HttpContract, 'kind'>>(contract: C): C & { kind: 'http' } => ({
  ...contract,
  kind: 'http',
});

export const page = <const C extends Omit<PageContract, 'kind'>>(contract: C): C & { kind: 'page' } => ({
  ...contract,
  kind: 'page',
});

export const queue = <D extends z.ZodType>(contract: Omit<QueueContract<D>, 'kind'>): QueueContract<D> => ({
  kind: 'queue',
  ...contract,
});

/** A queue to which facts come, as `toldFact`: named after its use case, as every queue is. */
export const listener = (
  name: string,
  contract: Omit<QueueContract, 'kind' | 'message' | 'hears'> & Required<Pick<QueueContract, 'hears'>>,
): QueueContract<typeof toldFact> => ({ kind: 'queue', message: message(name, toldFact), ...contract });

export const schedule = (contract: Omit<ScheduleContract, 'kind'>): ScheduleContract => ({
  kind: 'schedule',
  ...contract,
});

export const upload = (contract: Omit<UploadContract, 'kind'>): UploadContract => ({ kind: 'upload', ...contract });

export const webhook = <R extends Route>(contract: Omit<WebhookContract<R>, 'kind'>): WebhookContract<R> => ({
  kind: 'webhook',
  ...contract,
});
