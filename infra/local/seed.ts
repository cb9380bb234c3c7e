import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cloud } from './cloud.ts';
import { replaceFile } from './engines/replace-file.ts';

export interface DemoAccount {
  accountId: string;
  apiKey: string;
}

const PERSON = { firstName: 'Camille', lastName: 'Durand', company: 'Guichet Démo' };
const PATIENCE_MS = 60_000;

/**
 * The account that a developer begins with: opened over the API as anybody's, by the link in the email, and kept in
 * `dataDir`/demo-account.json, so that a restart gives the same. Throws when the email does not come within a minute.
 */
export async function seedDemoAccount(
  cloud: Pick<Cloud, 'apiUrl' | 'inboxUrl'>,
  dataDir: string,
): Promise<DemoAccount> {
  const file = join(dataDir, 'demo-account.json');
  const kept = read(file);
  if (kept && (await works(cloud, kept))) return kept;

  // An address that was mailed already has an account, whose key was lost with the file.
  let email = 'demo@guichet.example';
  for (let n = 2; (await messagesTo(cloud, email)).length > 0; n++) email = `demo+${n}@guichet.example`;
  await checked(post(`${cloud.apiUrl}/v1/accounts`, { email, ...PERSON }));
  const response = await checked(post(await activationLink(cloud, email)));
  const { accountId, apiKey } = (await response.json()) as DemoAccount;
  replaceFile(file, `${JSON.stringify({ accountId, apiKey }, null, 2)}\n`);
  return { accountId, apiKey };
}

function read(file: string): DemoAccount | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoAccount;
  } catch {
    return undefined;
  }
}

async function works({ apiUrl }: Pick<Cloud, 'apiUrl'>, { apiKey }: DemoAccount): Promise<boolean> {
  const response = await fetch(`${apiUrl}/v1/account`, { headers: { authorization: `Bearer ${apiKey}` } });
  await response.arrayBuffer();
  return response.ok;
}

const post = (url: string, body?: object) =>
  fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });

async function checked(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (response.ok) return response;
  // The path of an activation link is a secret: only its first word is shown.
  const place = new URL(response.url).pathname
    .split('/')
    .slice(0, 3)
    .join('/')
    .replace(/^\/activate.*/, '/activate');
  throw new Error(`${place}: ${response.status} ${await response.text()}`);
}

async function messagesTo({ inboxUrl }: Pick<Cloud, 'inboxUrl'>, email: string): Promise<{ text: string }[]> {
  const response = await checked(fetch(`${inboxUrl}/api/messages?to=${encodeURIComponent(email)}`));
  return ((await response.json()) as { items: { text: string }[] }).items;
}

async function activationLink(cloud: Pick<Cloud, 'inboxUrl'>, email: string): Promise<string> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(50)) {
    for (const { text } of await messagesTo(cloud, email)) {
      const [link] = /https?:\/\/\S+\/activate\/[\w.~-]+/.exec(text) ?? [];
      if (link) return link;
    }
  }
  throw new Error(`no activation email came to ${email}`);
}
