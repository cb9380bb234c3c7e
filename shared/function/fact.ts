import * as z from 'zod';
import { about, idOf, moment } from '../fields/about.ts';
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
export const factView = z
  .object({
    id: idOf(
      'fct',
      'L’identifiant du fait, qui le distingue s’il est dit deux fois.',
      'The fact’s id, which tells it if it is told twice.',
    ),
    type: z.string().meta(about('Ce qui s’est produit.', 'What has happened.', 'signature.completed')),
    version: z.int().meta(about('La version de la forme de `data`.', 'The version of the shape of `data`.', 1)),
    timestamp: moment('Quand.', 'When.'),
    data: toldFact.shape.data.meta(
      about('Ce dont il s’agit, par ses identifiants.', 'What it is about, by its ids.', {
        requestId: 'sig_01kb3qa4d7t9v2x5m8p0e3hjwr',
      }),
    ),
    /** A sample sent to try an endpoint: nothing has happened. */
    test: z
      .literal(true)
      .optional()
      .meta(
        about(
          'Un exemple envoyé pour essayer : rien ne s’est produit.',
          'A sample sent as a test: nothing has happened.',
        ),
      ),
  })
  .meta({ id: 'Fact' });

export const viewOfFact = ({ id, name, version, at, data }: ToldFact): z.input<typeof factView> => ({
  ...{ id, type: name, version, timestamp: at, data },
});
