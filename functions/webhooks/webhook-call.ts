import type * as z from 'zod';
import { factView } from '../../shared/function/fact.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { post } from '../../shared/outside/post.ts';
import { causeOfError, causeOfStatus } from './delivery-cause.ts';
import type { Try } from './webhook-delivery-view.ts';
import { signingSecrets, type WebhookEndpoint } from './webhook-endpoint.ts';
import { signedHeaders } from './webhook-signature.ts';

/** Milliseconds that an endpoint may take. */
const PATIENCE = 15_000;
/** Milliseconds after which it is called apart. */
export const BRIEF = 5_000;
/** Characters of an answer that are kept. */
const KEPT = 500;

/** Calls an endpoint once, to tell it of a fact. @param patience milliseconds */
export async function call(
  tenant: Tenant,
  endpoint: WebhookEndpoint,
  fact: z.input<typeof factView>,
  now: Date,
  patience = PATIENCE,
): Promise<Try> {
  const secrets = await signingSecrets(tenant, endpoint, now);
  const body = JSON.stringify(factView.parse(fact));
  const headers = {
    ...signedHeaders(fact.id, body, secrets, now),
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Guichet-Webhooks/1',
  };
  const begun = performance.now();
  const outcome = await post(new URL(endpoint.url), { headers, body, patience }).then(
    ({ status, text, retryAfter }) => {
      const cause = causeOfStatus(status);
      const answer = cause && (text.slice(0, KEPT) || undefined);
      return { statusCode: status, cause, answer, retryAfter: cause && secondsOf(retryAfter, now) };
    },
    (error: unknown) => ({ cause: causeOfError(error) }),
  );
  return { at: now.toISOString(), ms: Math.round(performance.now() - begun), ...outcome };
}

/** What `Retry-After` asks for, in seconds or as a date (RFC 9110 §10.2.3); undefined when it is neither, or past. */
function secondsOf(retryAfter: string | undefined, now: Date): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d{1,9}$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1000);
  return seconds > 0 ? seconds : undefined;
}
