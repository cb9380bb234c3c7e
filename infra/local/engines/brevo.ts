import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Fault, Faults } from './faults.ts';
import { listenOnLoopback, readBody } from './loopback.ts';
import { replaceFile } from './replace-file.ts';

/** The keys that the stand-in takes begin so, as Brevo's do; one that ends in `refused` is refused. */
const KEY = /^xkeysib-(?!.*refused$).+$/;
const MOST = 10 * 1024 * 1024;

interface StoredContact {
  email: string;
  attributes: Record<string, string>;
  listIds: number[];
  emailBlacklisted: boolean;
  modifiedAt: string;
}

interface State {
  contacts: Record<string, StoredContact>;
  /** Processes, with the addresses that each has not taken. */
  processes: { invalid: string[] }[];
}

/** `slow-down` answers 429 with `x-sib-ratelimit-reset`; `down` cuts the connection; `broken` answers 500. */
type BrevoFault = Fault & { code: 'slow-down' | 'down' | 'broken'; wait?: number };

export interface BrevoEngine {
  /** What `BREVO_URL` says. */
  url: string;
  /** Every contact that it has, by address. */
  contacts(): Readonly<Record<string, StoredContact>>;
  /** Somebody unsubscribes there. */
  unsubscribe(email: string): void;
  /** How often each path was called. */
  calls: string[];
  setFault(fault: BrevoFault | null): void;
  close(): Promise<void>;
}

/**
 * Starts a stand-in of Brevo's API v3, as far as contacts go: it takes imports at once and reports those that it could
 * not take, silently passes over attributes that it does not know, and can misbehave.
 * @param options.attributes the attributes that its contacts may have
 */
export async function startBrevo(
  options: { dataDir?: string | undefined; attributes?: readonly string[]; listIds?: readonly number[] } = {},
): Promise<BrevoEngine> {
  const { attributes = ['PRENOM', 'NOM', 'SOCIETE', 'SMS'], listIds = [2, 4] } = options;
  const file = options.dataDir && join(options.dataDir, 'brevo.json');
  const state: State =
    file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { contacts: {}, processes: [] };
  const keep = () => file && replaceFile(file, JSON.stringify(state));
  const faults = new Faults();
  const calls: string[] = [];
  let own = '';

  const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

  function take(body: { jsonBody: StoredContact[]; listIds?: number[]; emailBlacklist?: boolean }): number {
    const invalid: string[] = [];
    for (const { email, attributes: given = {} } of body.jsonBody) {
      // Brevo is stricter than the standards are.
      if (/[&!#$]/.test(email) || email.startsWith('invalid')) {
        invalid.push(email);
        continue;
      }
      const key = email.toLowerCase();
      const before = state.contacts[key];
      const known = Object.entries(given).filter(([name, value]) => attributes.includes(name) && value !== '');
      state.contacts[key] = {
        email: key,
        attributes: { ...before?.attributes, ...Object.fromEntries(known) },
        listIds: [...new Set([...(before?.listIds ?? []), ...(body.listIds ?? [])])],
        emailBlacklisted: body.emailBlacklist ?? before?.emailBlacklisted ?? false,
        modifiedAt: new Date().toISOString(),
      };
    }
    state.processes.push({ invalid });
    keep();
    return state.processes.length;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', own);
    const path = url.pathname.replace(/^\/v3/, '');
    const body = await readBody(request, MOST);
    const [, , processId] = path.split('/');
    if (path.startsWith('/reports/')) {
      const { invalid = [] } = state.processes[Number(processId) - 1] ?? {};
      response.writeHead(200, { 'content-type': 'text/csv' }).end(['email;reason', ...invalid].join('\n'));
      return;
    }
    calls.push(`${request.method} ${path}`);
    const fault = faults.take() as BrevoFault | null;
    if (fault?.code === 'down') {
      request.socket.destroy();
      return;
    }
    if (fault?.code === 'slow-down') {
      const headers = { 'x-sib-ratelimit-reset': String(fault.wait ?? 30) };
      return json(response, 429, { code: 'too_many_requests', message: 'Too many requests' }, headers);
    }
    if (fault) return json(response, 500, { code: 'internal', message: 'Internal error' });
    if (!KEY.test(String(request.headers['api-key'] ?? ''))) {
      return json(response, 401, { code: 'unauthorized', message: 'Key not found' });
    }
    if (!body) return json(response, 413, { code: 'invalid_parameter', message: 'Body too large' });
    if (path === '/account') return json(response, 200, { email: 'compte@brevo.example', companyName: 'Brevo' });
    if (path === '/contacts/attributes') {
      return json(response, 200, {
        attributes: attributes.map((name) => ({ name, category: 'normal', type: 'text' })),
      });
    }
    if (path.startsWith('/contacts/lists/')) {
      const id = Number(path.split('/').at(-1));
      return listIds.includes(id)
        ? json(response, 200, { id, name: `Liste ${id}` })
        : json(response, 404, { code: 'document_not_found', message: 'List ID does not exist' });
    }
    if (path === '/contacts/import' && request.method === 'POST') {
      return json(response, 202, { processId: take(JSON.parse(body.toString())) });
    }
    if (path === '/contacts') {
      const [limit, offset] = [
        Number(url.searchParams.get('limit') ?? 50),
        Number(url.searchParams.get('offset') ?? 0),
      ];
      const since = url.searchParams.get('modifiedSince') ?? '';
      const found = Object.values(state.contacts).filter(({ modifiedAt }) => modifiedAt >= since);
      return json(response, 200, { contacts: found.slice(offset, offset + limit), count: found.length });
    }
    if (path.startsWith('/processes/')) {
      const { invalid } = state.processes[Number(processId) - 1] ?? {};
      if (!invalid) return json(response, 404, { code: 'document_not_found', message: 'Process not found' });
      const report = invalid.length ? { invalid_emails: `${own}/reports/${processId}` } : {};
      return json(response, 200, {
        id: Number(processId),
        status: 'completed',
        name: 'IMPORTUSER',
        info: { import: report },
      });
    }
    json(response, 404, { code: 'document_not_found', message: 'Not found' });
  }

  const { url, close } = await listenOnLoopback(handle);
  own = `${url}/v3`;
  return {
    url: own,
    contacts: () => state.contacts,
    unsubscribe(email) {
      const key = email.toLowerCase();
      const before = state.contacts[key] ?? { email: key, attributes: {}, listIds: [] };
      state.contacts[key] = { ...before, emailBlacklisted: true, modifiedAt: new Date().toISOString() };
      keep();
    },
    calls,
    setFault: (fault) => faults.set(fault),
    close,
  };
}
