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
/** Characters of an answer that are kept. */
const KEPT = 500;

/** Calls an endpoint once, to tell it of a fact. */
export async function call(
  tenant: Tenant,
  endpoint: WebhookEndpoint,
  fact: z.input<typeof factView>,
  now: Date,
): Promise<Try> {
  const secrets = await signingSecrets(tenant, endpoint, now);
  const body = JSON.stringify(factView.parse(fact));
  const headers = {
    ...signedHeaders(fact.id, body, secrets, now),
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Guichet-Webhooks/1',
  };
  const begun = performance.now();
  const outcome = await post(new URL(endpoint.url), { headers, body, patience: PATIENCE }).then(
    ({ status, text }) => {
      const cause = causeOfStatus(status);
      return { statusCode: status, cause, answer: cause && (text.slice(0, KEPT) || undefined) };
    },
    (error: unknown) => ({ cause: causeOfError(error) }),
  );
  return { at: now.toISOString(), ms: Math.round(performance.now() - begun), ...outcome };
}
