import * as z from 'zod';
import { tenantId } from '../identity/tenant.ts';
import type { Text } from '../text.ts';

/**
 * What can happen to one kind of thing, for others to hear of: webhooks, lists, the portal. Declared in `events/`, a
 * file a thing. A field that goes away or changes its sense is another version.
 */
interface Declaration<S extends string, K extends string, D extends z.ZodObject> {
  /** The thing: `signature`. */
  subject: S;
  version: number;
  /** What happens to it, and what that means to who hears of it. */
  kinds: Readonly<Record<K, Text>>;
  /** Ids and states: what identifies a person is asked for with the id, by who may read it. */
  data: D;
  /** As it was really told once. */
  sample: z.input<D>;
}
export type Facts = Declaration<string, string, z.ZodObject>;

export const facts = <const S extends string, const K extends string, D extends z.ZodObject>(
  declaration: Declaration<S, K, D>,
): Declaration<S, K, D> => declaration;

/** `signature.completed` */
export type FactName = `${string}.${string}`;

/** The names of the facts of a thing. */
export const namesOf = ({ subject, kinds }: Facts): FactName[] =>
  Object.keys(kinds).map((kind): FactName => `${subject}.${kind}`);

/** A fact as its listeners receive it, at least once and in any order: its id tells it from others. */
export const toldFact = z.object({
  tenant: tenantId,
  id: z.string(),
  name: z.templateLiteral([z.string(), '.', z.string()]),
  version: z.int(),
  at: z.iso.datetime(),
  data: z.record(z.string(), z.json()),
});
export type ToldFact = z.infer<typeof toldFact>;

/**
 * Seconds after which no fact of a moment can still come to light: its id is made as a job begins, and is seen once the
 * job commits. No function runs as long.
 */
export const SETTLED = 120;

/** A fact as programs of the business receive it: from `GET /v1/facts`, and as the body of a webhook (Standard Webhooks). */
export const factView = z.object({
  id: z.string(),
  type: z.string(),
  version: z.int(),
  timestamp: z.string(),
  data: toldFact.shape.data,
  /** A sample sent to try an endpoint: nothing has happened. */
  test: z.literal(true).optional(),
});

export const viewOfFact = ({ id, name, version, at, data }: ToldFact): z.input<typeof factView> => ({
  ...{ id, type: name, version, timestamp: at, data },
});
