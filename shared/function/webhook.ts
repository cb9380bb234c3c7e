import * as z from 'zod';
import { after, DAY } from '../clock.ts';
import { PLATFORM } from '../identity/tenant.ts';
import type { Log } from '../log.ts';
import { Problem } from '../problem/problem.ts';
import { sha256Hex } from '../sha256.ts';
import { entity } from '../table/entity.ts';
import type { Write } from '../table/transact.ts';
import { say } from '../text.ts';
import type { RouteParameter, WebhookContract } from './contract.ts';
import { problems } from './http.ts';
import { observed } from './observed.ts';
import { jsonBody, parsed } from './parse.ts';
import { handlerOf } from './parts.ts';
import type { HttpEvent, HttpResponse } from './request.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { settle } from './settle.ts';

/** The provider that calls: how to know that it is the one, and what its events look like. */
export interface Provider<E extends z.ZodType> {
  /** Whether the provider itself sent these very bytes. Compare signatures in constant time. */
  verify(
    body: Uint8Array,
    headers: Readonly<Record<string, string | undefined>>,
    now: Date,
    params: Readonly<Record<string, string | undefined>>,
  ): Promise<boolean> | boolean;
  event: E;
  /** The provider's own id of an event, the same each time it sends it. */
  idOf(event: z.output<E>): string;
}

export interface WebhookInput<C extends WebhookContract, E extends z.ZodType> {
  params: { [N in RouteParameter<C['route']>]: string };
  event: z.output<E>;
  now: Date;
  log: Log;
}

/** Events that were taken, so that one sent again is taken once. Kept longer than any provider goes on sending. */
const taken = entity({
  name: 'provider-event',
  partition: 'key',
  schema: z.object({ key: z.string(), at: z.string() }),
  expires: ({ at }) => after(new Date(at), 60 * DAY),
});

class TakenMeanwhile extends Error {}

const unverified = () =>
  new Problem('unverified', {
    detail: say(
      'La signature de cet appel manque ou n’est pas celle du fournisseur.',
      'The signature of this call is missing or is not the provider’s.',
    ),
  });

const TAKEN: HttpResponse = { statusCode: 204, headers: SECURITY_HEADERS };

/**
 * The Lambda handler of a `webhook` contract. Nothing is read of a body before its sender is verified. The job only
 * says what follows from the event, as writes; those and the event's id are committed together, then it is taken: 204.
 */
export function serve<C extends WebhookContract, E extends z.ZodType>(
  contract: C,
  provider: Provider<E>,
  job: (input: WebhookInput<C, E>) => Promise<readonly Write[]>,
) {
  return handlerOf<HttpEvent, HttpResponse>(
    (parts) => [observed(contract.route, parts), problems],
    ({ clock, log }) =>
      async (request) => {
        const now = clock();
        const body = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
        if (!(await provider.verify(body, request.headers, now, request.pathParameters ?? {}))) throw unverified();
        const event = parsed(provider.event, jsonBody(request));
        const key = keyOf(request.rawPath, provider.idOf(event));
        if (await taken.get(PLATFORM, { key })) return TAKEN;

        const params = (request.pathParameters ?? {}) as WebhookInput<C, E>['params'];
        const record = taken.put(PLATFORM, { key, at: now.toISOString() }, { otherwise: () => new TakenMeanwhile() });
        try {
          await settle(async () => ({ writes: [record, ...(await job({ params, event, now, log }))] }), now);
        } catch (error) {
          if (!(error instanceof TakenMeanwhile)) throw error;
        }
        return TAKEN;
      },
  );
}

const keyOf = (path: string, id: string) => `hook_${sha256Hex(`${path}\n${id}`)}`;
