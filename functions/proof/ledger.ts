import { randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';

/**
 * The proof ledger: append-only chains of acts, one per subject (a signature request, an order, …). The subject's own
 * item carries the head, so that a new act and the state it leads to are one transaction and a chain never forks.
 */
const json = z.json();

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Who may act, whatever the area. */
const ACTOR_KINDS = ['user', 'signer', 'recipient', 'buyer', 'customer', 'provider', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** What happened. The hash covers all of it. */
export const actSchema = z.object({
  subject: z.string(),
  sequence: z.number().int().positive(),
  act: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(ACTOR_KINDS),
    id: z.string().optional(),
  }),
  /** Facts that identify nobody. */
  details: z.record(z.string(), json),
  /** Salted hashes of personal facts: these can be erased without breaking the chain. */
  personal: z.record(z.string(), hash),
  previousHash: hash,
});

export const entrySchema = actSchema.extend({
  hash,
  /** The personal facts themselves, beside the chain. */
  clear: z.record(z.string(), z.object({ value: json, salt: z.string() })).optional(),
});
export type Entry = z.infer<typeof entrySchema>;
type Json = z.infer<typeof json>;

export const entries = entity({ name: 'act', partition: 'subject', sort: ['sequence'], schema: entrySchema });

/** Where a chain has got to; kept in the subject's own item. */
export const headSchema = z.object({ sequence: z.number().int().nonnegative(), hash });
export type Head = z.infer<typeof headSchema>;

export const emptyChain: Head = { sequence: 0, hash: '0'.repeat(64) };

/** RFC 8785 canonical JSON. */
const canonical = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('A value without canonical JSON');
  return text;
};

/** SHA-256 of the act's canonical JSON, hex. */
export const entryHash = (act: z.infer<typeof actSchema>): string => sha256Hex(canonical(actSchema.parse(act)));

export const personalHash = (value: Json, salt: string): string => sha256Hex(`${salt}\n${canonical(value)}`);

/** An act that is to be appended, whatever it is: what a subject's acts are, its catalogue says (`acts`). */
export interface Act {
  act: string;
  actor: Entry['actor'];
  at: Date;
  details?: Record<string, Json | undefined> | undefined;
  personal?: Record<string, Json | undefined> | undefined;
}

/** Facts that are known. */
export const given = (facts: Record<string, Json | undefined> = {}): [string, Json][] =>
  Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));

function entryOf(subject: string, head: Head, { act, actor, at, details, personal }: Act): Entry {
  const clear = Object.fromEntries(
    given(personal).map(([name, value]) => [name, { value, salt: randomBytes(16).toString('base64url') }]),
  );
  const plain = {
    subject,
    sequence: head.sequence + 1,
    act,
    at: at.toISOString(),
    actor,
    details: Object.fromEntries(given(details)),
    personal: Object.fromEntries(Object.entries(clear).map(([name, c]) => [name, personalHash(c.value, c.salt)])),
    previousHash: head.hash,
  };
  return { ...plain, hash: entryHash(plain), ...(Object.keys(clear).length && { clear }) };
}

/** Appends acts to a subject's chain, whatever they are. What is recorded is so by its catalogue (`record` of `acts`). */
export function append(tenant: Tenant, subject: string, head: Head, acts: readonly Act[]) {
  const chain: Entry[] = [];
  for (const act of acts) chain.push(entryOf(subject, chain.at(-1) ?? head, act));
  const last = chain.at(-1) ?? head;
  return {
    head: { sequence: last.sequence, hash: last.hash },
    entries: chain,
    writes: chain.map((entry): Write => entries.put(tenant, entry)),
  };
}
