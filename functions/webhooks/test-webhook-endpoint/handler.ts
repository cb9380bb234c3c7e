import { everyFact } from '../../../events/every-fact.ts';
import { type FactName, namesOf } from '../../../shared/function/fact.ts';
import { serve } from '../../../shared/function/http.ts';
import { newId } from '../../../shared/ids.ts';
import { call } from '../webhook-call.ts';
import { explained } from '../webhook-delivery-view.ts';
import { findEndpoint, type WebhookEndpoint } from '../webhook-endpoint.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, locale, now, log }) => {
  const endpoint = await findEndpoint(tenant, params.webhookEndpointId);
  const { name, version, data } = sampleFor(endpoint, body.fact);
  const id = newId('fct', now);
  const sample = { id, type: name, version, timestamp: now.toISOString(), data, test: true } as const;
  const attempt = await call(tenant, endpoint, sample, now);
  log.info('webhook-test', { endpointId: endpoint.id, statusCode: attempt.statusCode, cause: attempt.cause });
  return { status: 200, body: { ok: !attempt.cause, fact: name, ...explained(attempt, locale) } };
});

/** The sample of the fact asked for; else of the first that the endpoint hears of, or of any. */
function sampleFor({ facts: heard }: WebhookEndpoint, asked: FactName | undefined) {
  const samples = everyFact.flatMap((facts) =>
    namesOf(facts).map((name) => ({ name, version: facts.version, data: facts.sample as Record<string, string> })),
  );
  const found = samples.find(({ name }) => name === (asked ?? heard[0])) ?? samples[0];
  if (!found) throw new Error('Nothing can be told');
  return found;
}
