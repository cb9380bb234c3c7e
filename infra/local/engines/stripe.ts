import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { openDatabase, transaction } from './database.ts';
import { type Listening, listenOnLoopback, listenWhereBefore, readBody } from './loopback.ts';
import { Outbox } from './outbox.ts';
import { type Form, listOf, readForm, textOf, textsOf } from './stripe/form.ts';
import { type Kind, type Thing, Things, type World } from './stripe/objects.ts';
import { listPage, payPage } from './stripe/pages.ts';
import { actOfPayer, PAYER_ACTS, type PayerAct, refund } from './stripe/payer.ts';
import { badParameter, missingParameter, missingResource, StripeRefusal } from './stripe/refusal.ts';
import { sessionOf } from './stripe/session-rules.ts';

/** A call by which Stripe tells an endpoint of an event. */
export interface StripeCall {
  url: string;
  body: string;
  signature: string;
  type: string;
}

export interface StripeEngine {
  url: string;
  /** What a payer does, or what happens to what they paid. */
  act(sessionId: string, act: PayerAct): Thing;
  /** Rights of a key as its 403 names them; every right that a shop needs unless set, and none for a key that is revoked. */
  setRights(key: string, rights: readonly string[] | 'revoked'): void;
  /** Makes the next calls fail: 503, or no answer at all once the work was done. */
  failNext(how: 'unavailable' | 'silent', times: number): void;
  /** Sets its clock forward, in seconds: sessions expire. */
  advance(seconds: number): void;
  close(): Promise<void>;
}

interface StripeOptions {
  /** Objects live in `dataDir`/stripe; in memory when undefined. */
  dataDir?: string | undefined;
  port?: number | undefined;
  /** How an endpoint is told; by a real call unless given. */
  deliver?: ((call: StripeCall) => Promise<void>) | undefined;
}

/** What a shop's key must be able to do, in Stripe's own names. */
const SHOP_RIGHTS = [
  ...['checkout_session_write', 'webhook_write', 'payment_intent_read'],
  ...['charge_read', 'charge_write', 'dispute_read'],
];
const VERSION = /^2026-(09-30|10-28)\.endive$/;
const MAX_BODY = 1024 * 1024;

interface Call {
  world: World;
  key: string;
  form: Form;
  now: number;
}

/**
 * Starts the stand-in of Stripe: sessions, payments, refunds, disputes and webhook endpoints behind the real SDK, which
 * refuses what today's API refuses, tells endpoints of events, signed, and has a page on which to play the payer.
 */
export async function startStripe(options: StripeOptions = {}): Promise<StripeEngine> {
  const folder = options.dataDir && join(options.dataDir, 'stripe');
  const database = openDatabase(folder && join(folder, 'stripe.sqlite'), '');
  const things = new Things(database);
  const outbox = new Outbox<StripeCall>(database);
  const faults: ('unavailable' | 'silent')[] = [];
  const seconds = () => Math.floor(Date.now() / 1000) + Number(things.setting('ahead') ?? 0);

  function tell(world: World, type: string, thing: Thing): void {
    const at = seconds();
    const id = `evt_${randomBytes(12).toString('hex')}`;
    for (const { enabled_events, url, secret, api_version, status } of things.list(world, 'webhook_endpoint')) {
      if (status !== 'enabled' || !(enabled_events as string[]).some((wanted) => wanted === type || wanted === '*'))
        continue;
      const event = {
        id,
        object: 'event',
        api_version,
        created: at,
        livemode: world.live,
        type,
        data: { object: shown(thing) },
      };
      const body = JSON.stringify(event, null, 2);
      outbox.append({ url: String(url), body, signature: signatureOf(body, String(secret), at), type });
    }
  }

  function expireLate(): void {
    for (const session of things.list(undefined, 'checkout.session', { status: 'open' })) {
      const { world } = things.find(session.id) ?? {};
      if (world && Number(session.expires_at) <= seconds())
        tell(world, 'checkout.session.expired', things.change(session, { status: 'expired', url: null }));
    }
  }

  const changing = <T>(work: () => T): T => {
    const outcome = transaction(database, work);
    outbox.flush();
    return outcome;
  };

  function demand({ world, key }: Call, right: string): void {
    const set = things.setting(`rights ${key}`);
    const rights = set ? (JSON.parse(set) as string[]) : SHOP_RIGHTS;
    const isHeld = rights.includes(right) || rights.includes(right.replace(/_read$/, '_write'));
    if (!isHeld)
      throw new StripeRefusal(
        403,
        `The provided key '${key.slice(0, 8)}*********${key.slice(-4)}' does not have the required permissions for this endpoint on account '${world.account}'. Having the 'rak_${right}' permission would allow this request to continue.`,
      );
  }

  const retrieve = (call: Call, kind: Kind, right: string, id: string) => {
    demand(call, right);
    const found = things.get(call.world, kind, id);
    if (!found) throw missingResource(kind.replace('.', '_'), id);
    return found;
  };

  /** The API, by method and path. */
  const routes: readonly [RegExp, (call: Call, id: string) => Thing | object][] = [
    [
      /^POST \/v1\/checkout\/sessions$/,
      (call) => {
        demand(call, 'checkout_session_write');
        const { amount, currency, expiresAt, metadata, intentMetadata, description } = sessionOf(call.form, call.now);
        const text = (name: string) => textOf(call.form, name) ?? null;
        const made = things.add(
          call.world,
          'checkout.session',
          {
            ...{ mode: 'payment', status: 'open', payment_status: 'unpaid', ui_mode: 'hosted_page' },
            ...{ amount_total: amount, amount_subtotal: amount, currency, expires_at: expiresAt, metadata },
            ...{ success_url: text('success_url'), cancel_url: text('cancel_url'), locale: text('locale') },
            ...{ customer_email: text('customer_email'), client_reference_id: text('client_reference_id') },
            ...{ payment_intent: null, intent: { metadata: intentMetadata, description } },
          },
          call.now,
        );
        return things.change(made, { url: `${listening.url}/pay/${made.id}` });
      },
    ],
    [/^GET \/v1\/checkout\/sessions$/, (call) => listed(call, 'checkout.session', 'checkout_session_read')],
    [
      /^GET \/v1\/checkout\/sessions\/(\w+)$/,
      (call, id) => retrieve(call, 'checkout.session', 'checkout_session_read', id),
    ],
    [
      /^POST \/v1\/checkout\/sessions\/(\w+)\/expire$/,
      (call, id) => {
        const session = retrieve(call, 'checkout.session', 'checkout_session_write', id);
        if (session.status !== 'open')
          throw new StripeRefusal(
            400,
            `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
          );
        const expired = things.change(session, { status: 'expired', url: null });
        tell(call.world, 'checkout.session.expired', expired);
        return expired;
      },
    ],
    [/^GET \/v1\/payment_intents\/(\w+)$/, (call, id) => retrieve(call, 'payment_intent', 'payment_intent_read', id)],
    [/^GET \/v1\/charges\/(\w+)$/, (call, id) => retrieve(call, 'charge', 'charge_read', id)],
    [/^GET \/v1\/disputes\/(\w+)$/, (call, id) => retrieve(call, 'dispute', 'dispute_read', id)],
    [/^GET \/v1\/refunds$/, (call) => listed(call, 'refund', 'charge_read')],
    [/^GET \/v1\/disputes$/, (call) => listed(call, 'dispute', 'dispute_read')],
    [/^GET \/v1\/payouts$/, (call) => listed(call, 'payout', 'payout_read')],
    [
      /^POST \/v1\/refunds$/,
      (call) => {
        demand(call, 'charge_write');
        const intentId = textOf(call.form, 'payment_intent');
        if (!intentId) throw missingParameter('payment_intent');
        if (!things.get(call.world, 'payment_intent', intentId)) throw missingResource('payment_intent', intentId, 404);
        const amount = textOf(call.form, 'amount');
        const wanted = { intentId, ...(amount !== undefined && { amount: Number(amount) }) };
        return refund(things, tell, call.world, { ...wanted, metadata: textsOf(call.form, 'metadata') }, call.now);
      },
    ],
    [/^GET \/v1\/webhook_endpoints$/, (call) => listed(call, 'webhook_endpoint', 'webhook_read')],
    [/^GET \/v1\/webhook_endpoints\/(\w+)$/, (call, id) => retrieve(call, 'webhook_endpoint', 'webhook_read', id)],
    [
      /^POST \/v1\/webhook_endpoints$/,
      (call) => {
        demand(call, 'webhook_write');
        const url = textOf(call.form, 'url');
        const version = textOf(call.form, 'api_version') ?? null;
        const events = listOf(call.form, 'enabled_events');
        if (!url) throw missingParameter('url');
        if (!events.length) throw missingParameter('enabled_events');
        if (version && !VERSION.test(version)) throw badParameter('api_version', `Invalid API version: ${version}`);
        if (things.list(call.world, 'webhook_endpoint').length >= 16)
          throw new StripeRefusal(400, 'You have reached the maximum of 16 test webhook endpoints.');
        const secret = `whsec_${randomBytes(24).toString('base64url')}`;
        const values = { url, enabled_events: events, api_version: version, status: 'enabled', secret };
        const made = things.add(
          call.world,
          'webhook_endpoint',
          { ...values, metadata: textsOf(call.form, 'metadata') },
          call.now,
        );
        // Told this once.
        return { ...made, secret };
      },
    ],
    [/^POST \/v1\/webhook_endpoints\/(\w+)$/, (call, id) => retrieve(call, 'webhook_endpoint', 'webhook_write', id)],
    [
      /^DELETE \/v1\/webhook_endpoints\/(\w+)$/,
      (call, id) => {
        retrieve(call, 'webhook_endpoint', 'webhook_write', id);
        things.remove(id);
        return { id, object: 'webhook_endpoint', deleted: true };
      },
    ],
  ];

  const listed = (call: Call, kind: Kind, right: string) => {
    demand(call, right);
    const [intent, status] = [textOf(call.form, 'payment_intent'), textOf(call.form, 'status')];
    const since = Number(textsOf(call.form, 'created').gte ?? 0);
    const wanted = { ...(intent && { payment_intent: intent }), ...(status && { status }) };
    const data = things
      .list(call.world, kind, wanted)
      .filter(({ created }) => Number(created) >= since)
      .map(shown);
    return { object: 'list', data, has_more: false, url: '/v1' };
  };

  function worldOf({ authorization = '' }: IncomingMessage['headers']): { world: World; key: string } {
    const basic = /^Basic (.+)$/.exec(authorization)?.[1];
    const key = basic
      ? (Buffer.from(basic, 'base64').toString().split(':')[0] ?? '')
      : authorization.replace(/^Bearer /, '');
    const [, mode, rest = ''] = /^[rs]k_(live|test)_(\w{8,})$/.exec(key) ?? [];
    if (!mode || things.setting(`rights ${key}`) === '"revoked"')
      throw new StripeRefusal(401, `Invalid API Key provided: ${key.slice(0, 8)}****${key.slice(-4)}`);
    // A key of Stripe's begins, after 51, with its account.
    return { world: { account: `acct_${rest.slice(0, 8)}`, live: mode === 'live' }, key };
  }

  async function api(request: IncomingMessage, url: URL): Promise<{ status: number; answer: string; replayed?: true }> {
    const body = request.method === 'GET' ? url.search.slice(1) : String((await readBody(request, MAX_BODY)) ?? '');
    const { world, key } = worldOf(request.headers);
    const version = request.headers['stripe-version'];
    if (version && !VERSION.test(String(version)))
      throw new StripeRefusal(400, `Invalid Stripe API version: ${version}`);
    const fault = faults.shift();
    if (fault === 'unavailable') throw new StripeRefusal(503, 'Stripe is unavailable', { type: 'api_error' });
    const asked = `${request.method} ${url.pathname}\n${body}`;
    const once = request.method === 'POST' ? request.headers['idempotency-key'] : undefined;
    const earlier = once && things.answered(world, String(once));
    if (earlier && earlier.asked !== asked)
      throw new StripeRefusal(
        400,
        'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        { type: 'idempotency_error' },
      );
    if (earlier) return { status: earlier.status, answer: earlier.answer, replayed: true };
    const answered = changing(() => {
      const [found, id] = routed(`${request.method} ${url.pathname}`);
      const outcome = outcomeOf(() => found({ world, key, form: readForm(body), now: seconds() }, id));
      // Refusals before the work begins are not kept.
      if (once && outcome.status !== 401 && outcome.status !== 403)
        things.keepAnswer(world, String(once), asked, outcome.status, outcome.answer);
      return outcome;
    });
    if (fault === 'silent') request.socket.destroy();
    return answered;
  }

  function routed(asked: string) {
    for (const [pattern, found] of routes) {
      const match = pattern.exec(asked);
      if (match) return [found, match[1] ?? ''] as const;
    }
    throw new StripeRefusal(404, `Unrecognized request URL (${asked}).`);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stripe');
    const send = (status: number, type: string, body: string, headers: Record<string, string> = {}) => {
      response.writeHead(status, {
        'content-type': type,
        'request-id': `req_${randomBytes(6).toString('hex')}`,
        ...headers,
      });
      response.end(body);
    };
    try {
      if (url.pathname.startsWith('/v1/')) {
        const { status, answer, replayed } = await api(request, url);
        return send(status, 'application/json', answer, replayed ? { 'idempotent-replayed': 'true' } : {});
      }
      const html = (page: { toString(): string }, status = 200) =>
        send(status, 'text/html; charset=utf-8', page.toString());
      const [, area, id = ''] = url.pathname.split('/');
      if (request.method === 'POST') {
        const form = readForm(String((await readBody(request, MAX_BODY)) ?? ''));
        if (area === 'clock') {
          changing(() => advance(Number(textOf(form, 'seconds'))));
          return send(303, 'text/plain', '', { location: '/' });
        }
        const act = PAYER_ACTS.find((one) => one === textOf(form, 'act'));
        if (area !== 'pay' || !act) return html(listPage([]), 404);
        const done = changing(() => actOfPayer(things, tell, id, act, seconds()));
        const back = textOf(form, 'from') === 'list' ? '/' : act === 'fail' ? `/pay/${id}?refused` : nextOf(done, id);
        return send(303, 'text/plain', '', { location: back });
      }
      if (area === 'pay') {
        const found = things.find(id)?.thing;
        if (found?.status === 'open') return html(payPage(found, url.searchParams.has('refused')));
        if (found) return send(303, 'text/plain', '', { location: String(found.cancel_url ?? '/') });
      }
      return html(listPage(things.list(undefined, 'checkout.session')));
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      send(error.status, 'application/json', JSON.stringify({ error: error.error }));
    }
  }

  const nextOf = (session: Thing, id: string) =>
    String(session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', id);

  function advance(by: number): void {
    things.set('ahead', String(Number(things.setting('ahead') ?? 0) + by));
    expireLate();
  }

  const listening: Listening = folder
    ? await listenWhereBefore(handle, join(folder, 'port'))
    : await listenOnLoopback(handle, options.port);
  outbox.deliverTo(options.deliver ?? call);
  return {
    url: listening.url,
    act: (sessionId, act) => changing(() => actOfPayer(things, tell, sessionId, act, seconds())),
    setRights: (key, rights) => things.set(`rights ${key}`, JSON.stringify(rights)),
    failNext: (how, times) => void faults.splice(0, faults.length, ...Array.from({ length: times }, () => how)),
    advance: (by) => changing(() => advance(by)),
    close: async () => {
      await listening.close();
      outbox.close();
      database.close();
    },
  };
}

/** As the API shows it: without what only the stand-in needs to know. */
const shown = ({ intent: _intent, ...thing }: Thing) => {
  if (thing.object !== 'webhook_endpoint') return thing;
  const { secret: _secret, ...endpoint } = thing;
  return endpoint;
};

function outcomeOf(work: () => object): { status: number; answer: string } {
  try {
    const thing = work() as Thing;
    // The secret of a new endpoint is told this once.
    return { status: 200, answer: JSON.stringify(thing.object === 'webhook_endpoint' ? thing : shown(thing)) };
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
    return { status: error.status, answer: JSON.stringify({ error: error.error }) };
  }
}

/** https://docs.stripe.com/webhooks#verify-manually */
const signatureOf = (body: string, secret: string, at: number) =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;

async function call({ url, body, signature }: StripeCall): Promise<void> {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
  const { ok, status } = await fetch(url, { method: 'POST', body, headers });
  if (!ok) throw new Error(`${url} answered ${status}`);
}
