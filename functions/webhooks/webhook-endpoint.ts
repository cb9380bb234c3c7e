import * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import type { ToldFact } from '../../shared/function/fact.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { decryptSecret, encryptSecret } from '../../shared/keys/secret-box.ts';
import { OutsideRefused } from '../../shared/outside/guard.ts';
import { mayBeCalledInClear, webDestination } from '../../shared/outside/post.ts';
import { conflict, invalidField, notFound } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { endpointStates } from './endpoint-states.ts';
import { EVERY, secretView, webhookEndpointView } from './webhook-endpoint-view.ts';
import { newWebhookSecret } from './webhook-signature.ts';

/** An address of the business that is told of facts. */
export const webhookEndpoints = entity({
  name: 'webhook-endpoint',
  partition: 'accountId',
  sort: ['id'],
  states: endpointStates,
  schema: webhookEndpointView.extend({
    accountId: z.string(),
    /** What webhooks are signed with, newest first. */
    secrets: z.array(secretView.extend({ encrypted: z.string() })).min(1),
    /** Moves with every change that somebody makes. */
    version: z.number().int(),
  }),
});
export type WebhookEndpoint = z.infer<(typeof webhookEndpoints)['schema']>;

/** Moves with every endpoint that is added: of two at once, who comes second counts again. */
const additions = entity({
  name: 'webhook-additions',
  partition: 'accountId',
  schema: z.object({ accountId: z.string(), added: z.number().int() }),
});

/** How it has answered of late. */
export const HEALTH = ['failingSince', 'slowSince'] as const;

/** The most endpoints of an account: each is one delivery more of each fact. */
const MOST_ENDPOINTS = 50;
/** How long the secret before the newest still signs, in seconds. */
const ROTATION = DAY;

const bindingOf = (tenant: Tenant, id: string) => ({ tenant, purpose: `webhook/${id}` });

/** Every endpoint of an account, oldest first. */
export const endpointsOf = (tenant: Tenant): Promise<WebhookEndpoint[]> =>
  webhookEndpoints.within(tenant, tenant, [''], MOST_ENDPOINTS + 1);

/** @throws 404, for another account's too */
export async function findEndpoint(tenant: Tenant, id: string): Promise<WebhookEndpoint> {
  const endpoint = await webhookEndpoints.get(tenant, { accountId: tenant, id });
  if (endpoint) return endpoint;
  throw notFound(say('Ce point d’accès n’existe pas.', 'This webhook endpoint does not exist.'));
}

export const hears = ({ status, facts }: WebhookEndpoint, { name }: Pick<ToldFact, 'name'>): boolean =>
  status === 'enabled' && (facts.includes(EVERY) || facts.includes(name));

/** The secrets that sign at a moment, in clear. For the signature only: never in a log. */
export const signingSecrets = (tenant: Tenant, { id, secrets }: WebhookEndpoint, now: Date): Promise<string[]> =>
  Promise.all(
    secrets
      .filter(({ until }) => until === undefined || until > now.toISOString())
      .map(({ encrypted }) => decryptSecret(encrypted, bindingOf(tenant, id))),
  );

/** @throws 422 where nobody may be called */
async function mustBeCallable(typed: string): Promise<void> {
  const url = new URL(typed);
  if (url.protocol !== 'https:' && !mayBeCalledInClear(url)) {
    throw invalidField('/url', say('L’adresse doit commencer par https://.', 'The address must begin with https://.'));
  }
  try {
    await webDestination(url);
  } catch (error) {
    if (!(error instanceof OutsideRefused)) throw error;
    throw invalidField('/url', error.detail);
  }
}

interface Input {
  url: string;
  facts: readonly string[];
  description?: string | undefined;
}

/** A new endpoint, its secret in clear, and the writes that make it. @throws 422, 409 when there are too many */
export async function newEndpoint(tenant: Tenant, { url, facts, description }: Input, now: Date) {
  await mustBeCallable(url);
  const before = await additions.get(tenant, { accountId: tenant });
  if ((await endpointsOf(tenant)).length >= MOST_ENDPOINTS) throw tooManyEndpoints();
  const id = newId('whe', now);
  const secret = newWebhookSecret();
  const at = now.toISOString();
  const endpoint: WebhookEndpoint & { status: 'enabled' } = {
    ...{ id, accountId: tenant, url, facts: [...new Set(facts)], description, status: 'enabled' },
    secrets: [{ encrypted: await encryptSecret(secret, bindingOf(tenant, id)), createdAt: at }],
    ...{ createdAt: at, updatedAt: at, version: 1 },
  };
  const one = { accountId: tenant, added: (before?.added ?? 0) + 1 };
  const when = before ? { equals: { added: before.added } } : { absent: true as const };
  return { endpoint, secret, writes: [webhookEndpoints.put(tenant, endpoint), additions.put(tenant, one, { when })] };
}

const tooManyEndpoints = () =>
  conflict(
    'too-many-webhook-endpoints',
    say(
      `Un compte a ${MOST_ENDPOINTS} points d’accès au plus : supprimez-en un d’abord.`,
      `An account has at most ${MOST_ENDPOINTS} webhook endpoints: delete one first.`,
    ),
  );

interface Change {
  url?: string | undefined;
  facts?: readonly string[] | undefined;
  description?: string | null | undefined;
  enabled?: boolean | undefined;
}

/** The endpoint with a change applied, and the write that changes it. @throws 422 */
export async function changeEndpoint(tenant: Tenant, endpoint: WebhookEndpoint, change: Change, now: Date) {
  const { url = endpoint.url, facts = endpoint.facts, enabled = endpoint.status === 'enabled' } = change;
  const { description = endpoint.description ?? null } = change;
  if (url !== endpoint.url) await mustBeCallable(url);
  const set = { url, facts: [...new Set(facts)], updatedAt: now.toISOString(), version: endpoint.version + 1 };
  const changed: WebhookEndpoint = { ...endpoint, ...set, description: description ?? undefined };
  const isOther = enabled !== (endpoint.status === 'enabled');
  // Another address, or one that somebody says is mended, begins with a clean sheet.
  const isNew = url !== endpoint.url || (isOther && enabled);
  if (isNew) for (const health of HEALTH) delete changed[health];
  if (isOther) Object.assign(changed, { status: enabled ? 'enabled' : 'disabled' });
  changed.disabledBecause = enabled ? undefined : (endpoint.disabledBecause ?? 'by-hand');
  const written = {
    when: { equals: { version: endpoint.version } },
    set: { ...set, ...(description !== null && { description }), disabledBecause: changed.disabledBecause },
    remove: [
      ...(description === null ? ['description'] : []),
      ...(enabled ? ['disabledBecause'] : []),
      ...(isNew ? HEALTH : []),
    ],
  };
  const write = isOther
    ? webhookEndpoints.move(tenant, endpoint, enabled ? 'enable' : 'disable', written)
    : webhookEndpoints.update(tenant, endpoint, written);
  return { endpoint: changed, write };
}

/** A new secret beside the one in use, which signs for a day more; any before that ends at once. */
export async function rotatedSecret(tenant: Tenant, endpoint: WebhookEndpoint, now: Date) {
  const secret = newWebhookSecret();
  const [newest] = endpoint.secrets;
  const secrets = [
    { encrypted: await encryptSecret(secret, bindingOf(tenant, endpoint.id)), createdAt: now.toISOString() },
    ...(newest ? [{ ...newest, until: after(now, ROTATION).toISOString() }] : []),
  ];
  const set = { secrets, updatedAt: now.toISOString(), version: endpoint.version + 1 };
  const write: Write = webhookEndpoints.update(tenant, endpoint, {
    when: { equals: { version: endpoint.version } },
    set,
  });
  return { endpoint: { ...endpoint, ...set }, secret, write };
}
