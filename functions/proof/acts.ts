import * as z from 'zod';
import { about, exampleId, moment } from '../../shared/fields/about.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Locale, Text } from '../../shared/text.ts';
import { type Act, type ActorKind, append, type Entry, given, type Head } from './ledger.ts';

/** One act of a catalogue. */
interface Declared {
  /** Who may do it; nobody any more when it is empty, and then it only reads earlier chains. */
  by: readonly ActorKind[];
  /** The facts that it carries in clear: they identify nobody, and stay for ever. */
  details?: z.ZodRawShape;
  /** The facts of which the chain keeps salted hashes: the facts themselves lie beside, and can be erased. */
  personal?: z.ZodRawShape;
  /** What happened, as people read it. */
  words: Text;
}
type Declarations = Readonly<Record<string, Declared>>;

/** The system has no id; whoever else acts has one. */
type ActorOf<K extends ActorKind> = K extends 'system' ? { kind: 'system' } : { kind: K; id: string };
type FactsOf<D extends Declared, P extends 'details' | 'personal'> = D[P] extends z.ZodRawShape
  ? { [Part in P]: z.input<z.ZodObject<D[P]>> }
  : { [Part in P]?: undefined };
type Name<D> = keyof D & string;
/** Of any of them. */
type FactName<D extends Declared> = D extends Declared ? (keyof D['details'] | keyof D['personal']) & string : never;

/** An act of a catalogue, to be recorded: any other, another actor, or another detail does not compile. */
export type ActOf<A extends AnyActs> =
  A extends Acts<infer D>
    ? {
        [N in Name<D>]: { act: N; actor: ActorOf<D[N]['by'][number]>; at: Date } & FactsOf<D[N], 'details'> &
          FactsOf<D[N], 'personal'>;
      }[Name<D>]
    : never;
/** The names of all facts that acts of a catalogue carry. */
export type FactNameOf<A extends AnyActs> =
  A extends Acts<infer D> ? { [N in Name<D>]: FactName<D[N]> }[Name<D>] : never;
/** Who acts in a catalogue. */
export type ActorKindOf<A extends AnyActs> = A extends Acts<infer D> ? D[Name<D>]['by'][number] : never;

interface ViewOf<D extends Declarations> {
  act: Name<D>;
  words: string;
  at: string;
  actor: { kind: D[Name<D>]['by'][number]; id?: string | undefined };
  details: Entry['details'];
}

declare const tells: unique symbol;
/** An entry of which is known what it may tell. */
export type Told<Fact extends string> = Entry & { readonly [tells]?: Fact };

/** The acts of one kind of subject (a signature request, an order), and what follows from their declaration. */
export interface Acts<D extends Declarations> {
  readonly declared: D;
  /** An act of a history, as the API shows it. */
  readonly view: z.ZodObject<{
    act: z.ZodEnum<{ [N in Name<D>]: N }>;
    words: z.ZodString;
    at: z.ZodString;
    actor: z.ZodObject<{ kind: z.ZodEnum<{ [K in D[Name<D>]['by'][number]]: K }>; id: z.ZodOptional<z.ZodString> }>;
    details: z.ZodRecord<z.ZodString, typeof fact>;
  }>;
  /**
   * Appends acts to a subject's chain. The writes must be committed together with one that moves the subject's head from
   * the given one to the returned one, on the condition that it is still where it was.
   * @throws ZodError for a fact that is not declared: what identifies a person must not slip into the clear
   */
  record(tenant: Tenant, subject: string, head: Head, acts: readonly ActOf<Acts<D>>[]): ReturnType<typeof append>;
  /** The entries of these acts, in their order. */
  among<N extends Name<D>>(chain: readonly Entry[], ...names: readonly N[]): Told<FactName<D[N]>>[];
  /** Whether it is one of these acts. */
  has(act: string): act is Name<D>;
  /** What happened, in the reader's language; the act's own name when it is none of these. */
  wordsOf(act: string, locale: Locale): string;
  /** An entry as people and programs read it: personal facts among the others, unless they were erased. */
  viewOf(entry: Entry, locale: Locale): ViewOf<D>;
}
// biome-ignore lint/suspicious/noExplicitAny: any acts at all; each kind of subject has its own
export type AnyActs = Acts<any>;

const fact = z.json();

/**
 * Declares the acts of one kind of subject, in `functions/<area>/<thing>-acts.ts`:
 * `opened: { by: ['signer'], details: { servedAt: z.iso.datetime() }, personal: { address: z.string() }, words: say(…) }`.
 * What is recorded, the history of the API, the sheets of a proof and its verification go by it. An act that nobody
 * records is found out (`infra/acts.test.ts`); one that is no longer recorded keeps its words with `by: []`.
 */
export function acts<const D extends Declarations>(declared: D): Acts<D> {
  const names = Object.keys(declared) as Name<D>[];
  const kinds = [...new Set(Object.values(declared).flatMap(({ by }) => by))];
  const shapes = new Map<string, z.ZodType>();
  const has = (act: string): act is Name<D> => Object.hasOwn(declared, act);
  const mayTell = (name: string): z.ZodType => {
    const { details = {}, personal = {} } = declared[name] ?? {};
    const shape =
      shapes.get(name) ?? z.object({ details: z.strictObject(details), personal: z.strictObject(personal) });
    shapes.set(name, shape);
    return shape;
  };
  const wordsOf = (act: string, locale: Locale) => (has(act) ? declared[act]?.words[locale] : undefined) ?? act;
  return {
    declared,
    view: z.object({
      act: z.enum(names).meta(about('L’acte.', 'The act.')),
      words: z.string().meta(about('L’acte en mots, dans votre langue.', 'The act in words, in your language.')),
      at: moment('Quand.', 'When.'),
      actor: z
        .object({
          kind: z.enum(kinds).meta(about('Ce qu’il est.', 'What they are.')),
          id: z
            .string()
            .optional()
            .meta(about('Qui.', 'Who.', exampleId('sgn'))),
        })
        .meta(about('Qui a agi.', 'Who acted.')),
      details: z
        .record(z.string(), fact)
        .meta(about('Ce que la preuve en retient.', 'What the proof keeps of it.', { pages: 2 })),
    }) as unknown as Acts<D>['view'],
    record(tenant, subject, head, happened) {
      for (const { act, details, personal } of happened as readonly Act[])
        mayTell(act).parse({
          details: Object.fromEntries(given(details)),
          personal: Object.fromEntries(given(personal)),
        });
      return append(tenant, subject, head, happened as readonly Act[]);
    },
    among: (chain, ...wanted) => chain.filter(({ act }) => wanted.some((name) => name === act)),
    has,
    wordsOf,
    viewOf: ({ act, at, actor, details, clear = {} }, locale) => ({
      act: act as Name<D>,
      words: wordsOf(act, locale),
      at,
      actor: actor as ViewOf<D>['actor'],
      details: { ...details, ...Object.fromEntries(Object.entries(clear).map(([name, { value }]) => [name, value])) },
    }),
  };
}
