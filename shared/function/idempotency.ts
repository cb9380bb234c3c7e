import * as z from 'zod';
import { after, DAY } from '../clock.ts';
import type { Tenant } from '../identity/tenant.ts';
import { conflict, invalidField, Problem } from '../problem/problem.ts';
import { sha256Hex } from '../sha256.ts';
import { entity } from '../table/entity.ts';
import { transact, type Write } from '../table/transact.ts';
import { say } from '../text.ts';

/**
 * The first answer to a request that carried an Idempotency-Key, stored in the transaction that did its work. Without a
 * status, no answer yet: the request is under way, until a time when its function has been stopped for sure.
 */
const answers = entity({
  name: 'idempotent-answer',
  partition: 'key',
  schema: z.object({
    key: z.string(),
    request: z.string(),
    status: z.number().optional(),
    body: z.string().optional(),
    at: z.string(),
    underWayUntil: z.string().optional(),
  }),
  expires: ({ at }) => after(new Date(at), 2 * KEPT),
});
type Answer = z.infer<(typeof answers)['schema']>;

/** Seconds. */
const KEPT = DAY;
/** Seconds after which a request that is under way may be asked about again. */
const SOON = 2;

export interface Idempotency {
  /** The earlier answer to the same request, if there is one. @throws 409 when it is under way, or was another request */
  replay(): Promise<{ status: number; body: string | undefined } | undefined>;
  /** Does work that only one of the requests with this key may do. @throws AnsweredMeanwhile to the others */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Stores the answer, with the work. */
  record(status: number, body: string | undefined): Write;
}

/** Another request with the same key was quicker between our look and our write: answer as it was answered. */
export class AnsweredMeanwhile extends Error {}

interface Keyed {
  tenant: Tenant;
  /** The path that was asked for. */
  path: string;
  /** The Idempotency-Key, as it came. */
  header: string;
  body: string;
  now: Date;
  /** How long the function may run, in seconds. */
  timeout: number;
}

export function idempotency({ tenant, path, header, body, now, timeout }: Keyed): Idempotency {
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw invalidField(
      'Idempotency-Key',
      say('De 1 à 255 caractères visibles, sans espace.', '1 to 255 visible characters, without spaces.'),
    );
  }
  const key = `idem_${sha256Hex(`${path}\n${header}`)}`;
  const request = sha256Hex(body);
  const at = now.toISOString();
  /** The row that ours takes the place of: none, one that is worth nothing any more, or that of our own work under way. */
  let former: Answer | undefined;
  const asSeen = () =>
    former ? { equals: { at: former.at, underWayUntil: former.underWayUntil } } : { absent: true as const };
  const otherwise = () => new AnsweredMeanwhile();

  return {
    async replay() {
      const answer = await answers.get(tenant, { key });
      if (!answer) return undefined;
      if (isOver(answer, now)) {
        former = answer;
        return undefined;
      }
      if (answer.request !== request) throw reused();
      if (answer.status === undefined) throw underWay();
      return { status: answer.status, body: answer.body };
    },
    async alone(work) {
      const claim = { key, request, at, underWayUntil: after(now, timeout).toISOString() };
      await transact([answers.put(tenant, claim, { when: asSeen(), otherwise })]);
      former = claim;
      try {
        return await work();
      } catch (error) {
        // Nothing is answered for good: the key may be used again. What keeps it from being let go lets go in its time.
        await transact([answers.delete(tenant, { key }, { when: asSeen() })]).catch(() => {});
        throw error;
      }
    },
    record(status, text) {
      const item = { key, request, status, ...(text !== undefined && { body: text }), at };
      return answers.put(tenant, item, { when: asSeen(), otherwise });
    },
  };
}

const isOver = ({ at, underWayUntil }: Answer, now: Date): boolean =>
  (underWayUntil ? new Date(underWayUntil) : after(new Date(at), KEPT)) < now;

const reused = () =>
  conflict(
    'idempotency-key-reused',
    say(
      'Cette Idempotency-Key a déjà servi pour une autre requête. Choisissez-en une nouvelle.',
      'This Idempotency-Key was used for another request. Choose a new one.',
    ),
  );

/** The same request came while its first is at work. */
export const underWay = () =>
  new Problem('in-progress', {
    detail: say(
      `Cette même requête est en cours. Redemandez dans ${SOON} secondes pour en avoir la réponse.`,
      `This very request is under way. Ask again in ${SOON} seconds for its answer.`,
    ),
    headers: { 'retry-after': String(SOON) },
  });
