import * as z from 'zod';
import { DAY } from '../clock.ts';
import type { Tenant } from '../identity/tenant.ts';
import { conflict, invalidField } from '../problem/problem.ts';
import { sha256Hex } from '../sha256.ts';
import { entity } from '../table/entity.ts';
import type { Write } from '../table/transact.ts';
import { say } from '../text.ts';

/** The first answer to a request that carried an Idempotency-Key, stored in the transaction that did its work. */
const answers = entity({
  name: 'idempotent-answer',
  partition: 'key',
  schema: z.object({
    key: z.string(),
    request: z.string(),
    status: z.number(),
    body: z.string().optional(),
    at: z.string(),
  }),
  expires: ({ at }) => new Date(Date.parse(at) + 2 * KEPT * 1000),
});
type Answer = z.infer<(typeof answers)['schema']>;

/** Seconds. */
const KEPT = DAY;

export interface Idempotency {
  /** The earlier answer to the same request, if there is one. */
  replay(): Promise<{ status: number; body: string | undefined } | undefined>;
  /** Stores the answer, with the work. */
  record(status: number, body: string | undefined): Write;
}

/** Another request with the same key was quicker between our look and our write: answer as it was answered. */
export class AnsweredMeanwhile extends Error {}

export function idempotency(tenant: Tenant, route: string, header: string, body: string, now: Date): Idempotency {
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw invalidField(
      'Idempotency-Key',
      say('De 1 à 255 caractères visibles, sans espace.', '1 to 255 visible characters, without spaces.'),
    );
  }
  const key = `idem_${sha256Hex(`${route}\n${header}`)}`;
  const request = sha256Hex(body);
  let stale: Answer | undefined;

  return {
    async replay() {
      const answer = await answers.get(tenant, { key });
      if (!answer) return undefined;
      if (Date.parse(answer.at) + KEPT * 1000 < now.getTime()) {
        stale = answer;
        return undefined;
      }
      if (answer.request !== request) {
        throw conflict(
          'idempotency-key-reused',
          say(
            'Cette Idempotency-Key a déjà servi pour une autre requête. Choisissez-en une nouvelle.',
            'This Idempotency-Key was used for another request. Choose a new one.',
          ),
        );
      }
      return { status: answer.status, body: answer.body };
    },
    record(status, text) {
      const item = { key, request, status, ...(text !== undefined && { body: text }), at: now.toISOString() };
      const when = stale ? { equals: { at: stale.at } } : { absent: true as const };
      return answers.put(tenant, item, { when, otherwise: () => new AnsweredMeanwhile() });
    },
  };
}
