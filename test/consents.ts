import answerContract from '../functions/consents/answer-consent-request/contract.ts';
import { handler as answerRequest } from '../functions/consents/answer-consent-request/handler.ts';
import getContract from '../functions/consents/get-consent/contract.ts';
import { handler as getConsent } from '../functions/consents/get-consent/handler.ts';
import historyContract from '../functions/consents/get-consent-history/contract.ts';
import { handler as getHistory } from '../functions/consents/get-consent-history/handler.ts';
import requestContract from '../functions/consents/request-consent/contract.ts';
import { handler as requestConsent } from '../functions/consents/request-consent/handler.ts';
import showContract from '../functions/consents/show-consent-request/contract.ts';
import { handler as showRequest } from '../functions/consents/show-consent-request/handler.ts';
import unsubscribeContract from '../functions/consents/unsubscribe-recipient/contract.ts';
import { handler as unsubscribe } from '../functions/consents/unsubscribe-recipient/handler.ts';
import withdrawContract from '../functions/consents/withdraw-consent/contract.ts';
import { handler as withdrawConsent } from '../functions/consents/withdraw-consent/handler.ts';
import { newContact } from '../functions/contacts/contact.ts';
import { commit } from '../shared/table/transact.ts';
import { mailsTo } from './accounts.ts';
import type { TestTenant } from './tenant.ts';

/** The steps of a consent as its parties take them, for tests: with the mails that really came. */

interface At {
  clock?: () => Date;
}
type Body = Record<string, unknown>;

/** A record of the business that holds this address. */
export async function recorded(
  t: TestTenant,
  email: string,
  kind: 'customer' | 'supplier' | 'directory' = 'customer',
): Promise<string> {
  const now = new Date();
  const { contact, writes } = newContact(t.tenant, { kind, lastName: 'Martin', emails: [email], phones: [] }, now);
  await commit(writes, now);
  return contact.id;
}

/** The business asks the owner of an address. */
export const askConsent = (t: TestTenant, email: string, body?: Body, at: At = {}) =>
  t.call(requestConsent, requestContract, { params: { email }, ...(body && { body }), ...at });

export const withdraw = (t: TestTenant, email: string, body?: Body, at: At = {}) =>
  t.call(withdrawConsent, withdrawContract, { params: { email }, ...(body && { body }), ...at });

export const consentOf = async (t: TestTenant, email: string, at: At = {}) =>
  (await t.call(getConsent, getContract, { params: { email }, ...at })).body;

export const historyOf = async (t: TestTenant, email: string) =>
  (await t.call(getHistory, historyContract, { params: { email } })).body.items as {
    act: string;
    at: string;
    actor: { kind: string; id?: string };
    details: Record<string, unknown>;
  }[];
/** What happened to it, what became of its mails apart. */
export const actsOf = async (t: TestTenant, email: string) =>
  (await historyOf(t, email)).map(({ act }) => act).filter((act) => !act.startsWith('email-'));

/** The token of the link in the newest mail to an address. */
export async function consentToken(t: TestTenant, email: string): Promise<string> {
  const [mail] = await mailsTo(t, email);
  const token = /\/consent\/([\w-]{43})/.exec(mail?.text ?? '')?.[1];
  if (!token) throw new Error(`no mail to ${email} asks for a consent`);
  return token;
}

/** Somebody of whom a consent was asked, and the token of the mail that came. */
export async function asked(t: TestTenant, name: string, body?: Body) {
  const email = t.email(name);
  await recorded(t, email);
  const { status, body: answer } = await askConsent(t, email, body);
  if (status !== 202) throw new Error(`asked: ${status} ${JSON.stringify(answer)}`);
  return { email, token: await consentToken(t, email) };
}

export const questionPage = (t: TestTenant, token: string, at: At = {}) =>
  t.submit(showRequest, showContract, { params: { token }, ...at });

/** Presses buttons of the page as a browser does, with the words that it shows. */
export async function press(t: TestTenant, token: string, buttons: readonly ('accept' | 'refuse')[], at: At = {}) {
  const { body } = await questionPage(t, token, at);
  const wording = /name="wording" value="(\w+)"/.exec(body)?.[1] ?? '';
  return pressShown(t, token, wording, buttons, at);
}

/** The same, the page having been opened before. */
export const pressShown = (
  t: TestTenant,
  token: string,
  wording: string,
  buttons: readonly ('accept' | 'refuse')[],
  at: At = {},
) =>
  t.submit(answerRequest, answerContract, {
    params: { token },
    form: { wording, ...Object.fromEntries(buttons.map((button) => [button, 'yes'])) },
    ...at,
  });

/** The words that a page shows, as it sends them back. */
export const wordingShown = async (t: TestTenant, token: string): Promise<string> =>
  /name="wording" value="(\w+)"/.exec((await questionPage(t, token)).body)?.[1] ?? '';

/** A mailbox unsubscribes for its owner, without anything but the link. */
export const oneClick = (t: TestTenant, token: string, headers: Record<string, string | undefined> = {}, at: At = {}) =>
  t.submit(unsubscribe, unsubscribeContract, {
    params: { token },
    accept: '*/*',
    headers: { origin: undefined, 'sec-fetch-site': undefined, ...headers },
    ...at,
  });
