import { beginConsent, consents } from '../functions/consents/consent.ts';
import { newContact } from '../functions/contacts/contact.ts';
import cancelContract from '../functions/mailings/cancel-mailing/contract.ts';
import { handler as cancelMailing } from '../functions/mailings/cancel-mailing/handler.ts';
import computeContract from '../functions/mailings/compute-audience/contract.ts';
import { handler as computeAudience } from '../functions/mailings/compute-audience/handler.ts';
import createContract from '../functions/mailings/create-mailing/contract.ts';
import { handler as createMailing } from '../functions/mailings/create-mailing/handler.ts';
import getCampaignContract from '../functions/mailings/get-consent-campaign/contract.ts';
import { handler as getConsentCampaign } from '../functions/mailings/get-consent-campaign/handler.ts';
import getContract from '../functions/mailings/get-mailing/contract.ts';
import { handler as getMailing } from '../functions/mailings/get-mailing/handler.ts';
import listContract from '../functions/mailings/list-recipients/contract.ts';
import { handler as listRecipients } from '../functions/mailings/list-recipients/handler.ts';
import pauseContract from '../functions/mailings/pause-mailing/contract.ts';
import { handler as pauseMailing } from '../functions/mailings/pause-mailing/handler.ts';
import prepareCampaignContract from '../functions/mailings/prepare-consent-campaign/contract.ts';
import { handler as prepareConsentCampaign } from '../functions/mailings/prepare-consent-campaign/handler.ts';
import refreshContract from '../functions/mailings/refresh-mailing/contract.ts';
import { handler as refreshMailing } from '../functions/mailings/refresh-mailing/handler.ts';
import resumeContract from '../functions/mailings/resume-mailing/contract.ts';
import { handler as resumeMailing } from '../functions/mailings/resume-mailing/handler.ts';
import scheduleContract from '../functions/mailings/schedule-mailing/contract.ts';
import { handler as scheduleMailing } from '../functions/mailings/schedule-mailing/handler.ts';
import sendCampaignContract from '../functions/mailings/send-consent-campaign/contract.ts';
import { handler as sendConsentCampaign } from '../functions/mailings/send-consent-campaign/handler.ts';
import sendContract from '../functions/mailings/send-mailing/contract.ts';
import { handler as sendMailing } from '../functions/mailings/send-mailing/handler.ts';
import showLinkedContract from '../functions/mailings/show-linked-page/contract.ts';
import { handler as showLinkedPage } from '../functions/mailings/show-linked-page/handler.ts';
import testContract from '../functions/mailings/test-mailing/contract.ts';
import { handler as testMailing } from '../functions/mailings/test-mailing/handler.ts';
import wakeDueContract from '../functions/platform/wake-due/contract.ts';
import { handler as wakeDue } from '../functions/platform/wake-due/handler.ts';
import { newSmtpAccount } from '../functions/sending-accounts/smtp/smtp-settings.ts';
import { after, MINUTE } from '../shared/clock.ts';
import { commit, transact } from '../shared/table/transact.ts';
import { press as answer, asked, withdraw } from './consents.ts';
import { work } from './consumers.ts';
import type { TestTenant } from './tenant.ts';

/** The steps of a mailing as a business takes them, for tests. */

export const MAILING = {
  name: 'Lettre de mars',
  subject: 'Nos nouveautés, {{firstName}}',
  html: '<p>Bonjour {{firstName}}, voici nos nouveautés de mars.</p>',
  filter: {},
  sender: 'platform',
};

type Details = Partial<Parameters<typeof newContact>[1]>;

/** A record of the business, as it stands. */
export async function record(t: TestTenant, details: Details, now = new Date()): Promise<string> {
  const { contact, writes } = newContact(
    t.tenant,
    { kind: 'customer', firstName: 'Anne', lastName: 'Martin', emails: [], phones: [], ...details },
    now,
  );
  await commit(writes, now);
  return contact.id;
}

/** Somebody whose record has an address, which agreed. */
export async function agreed(t: TestTenant, name: string): Promise<string> {
  const { email, token } = await asked(t, name);
  await answer(t, token, ['accept']);
  return email;
}

/** The same, without the mails and seals by which it came about; it cannot be withdrawn with a proof. */
export async function consenting(t: TestTenant, name: string, email = t.email(name)): Promise<string> {
  await record(t, { emails: [email] });
  await transact([consents.move(t.tenant, await beginConsent(t.tenant, email, new Date()), 'accept')]);
  return email;
}

export async function refused(t: TestTenant, name: string): Promise<string> {
  const { email } = await asked(t, name);
  await withdraw(t, email);
  return email;
}

export const create = (t: TestTenant, body: object = {}) =>
  t.call(createMailing, createContract, { body: { ...MAILING, ...body } });

export const seen = async (t: TestTenant, mailingId: string) =>
  (await t.call(getMailing, getContract, { params: { mailingId } })).body;

/** Works through the steps by which audiences are found; each message comes `times` times. */
export async function compute(t: TestTenant, times = 1): Promise<void> {
  for (let data = await t.queued('compute-audience'); data.length; data = await t.queued('compute-audience')) {
    for (const each of data) await t.receive(computeAudience, computeContract, each, { times });
  }
}

/** A mailing whose audience is frozen. */
export async function ready(t: TestTenant, body: object = {}): Promise<string> {
  const { status, body: made } = await create(t, body);
  if (status !== 202) throw new Error(`create: ${status} ${JSON.stringify(made)}`);
  await compute(t);
  return made.id;
}

interface Listed {
  email: string;
  status: string;
  result?: string;
  contactId: string;
}

/** Every address of a mailing, by pages of `limit`. */
export async function addresses(
  t: TestTenant,
  mailingId: string,
  query: Record<string, string | number> = {},
): Promise<Listed[]> {
  const all: Listed[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await t.call(listRecipients, listContract, {
      params: { mailingId },
      query: { ...query, ...(cursor && { cursor }) },
    });
    if (status !== 200) throw new Error(`recipients: ${status} ${JSON.stringify(body)}`);
    all.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return all;
}

/** An SMTP account of the business's own, to which nothing was sent yet. */
export async function ownAccount(t: TestTenant, now = new Date()): Promise<string> {
  const server = { preset: 'brevo', host: 'smtp.example.com', port: 465, security: 'tls' } as const;
  const own = {
    login: 'x',
    password: 'x',
    fromAddress: 'shop@example.com',
    owner: 'shop',
    purpose: 'campaign',
  } as const;
  const { account, writes } = await newSmtpAccount(t.tenant, { ...server, ...own }, now);
  await commit(writes, now);
  return account.id;
}

/** A file of a mailing's addresses, as it is downloaded. */
export async function exportedRecipients(
  t: TestTenant,
  mailingId: string,
  query: { format: 'csv' | 'json'; status?: string },
): Promise<string> {
  const { location } = await t.call(listRecipients, listContract, { params: { mailingId }, query });
  return (await fetch(location ?? '')).text();
}

const CONTRACTS = {
  send: [sendMailing, sendContract],
  pause: [pauseMailing, pauseContract],
  resume: [resumeMailing, resumeContract],
  cancel: [cancelMailing, cancelContract],
  refresh: [refreshMailing, refreshContract],
  prepareCampaign: [prepareConsentCampaign, prepareCampaignContract],
  sendCampaign: [sendConsentCampaign, sendCampaignContract],
  campaign: [getConsentCampaign, getCampaignContract],
  schedule: [scheduleMailing, scheduleContract],
  test: [testMailing, testContract],
} as const;

/** Presses one of a mailing's buttons, as a program does. */
export const press = (t: TestTenant, verb: keyof typeof CONTRACTS, mailingId: string, more: object = {}) =>
  t.call(...(CONTRACTS[verb] as (typeof CONTRACTS)['schedule']), { params: { mailingId }, ...more });

/** Whatever is due by then is done, and what follows from it at once. */
export async function tick(t: TestTenant, at: Date): Promise<void> {
  const clock = () => at;
  await t.tick(wakeDue, wakeDueContract, { clock });
  await work(t, clock);
}

/** Minutes pass, and whatever becomes due is done, until the mailing has ended or stands still. @returns the time then */
export async function leaves(t: TestTenant, mailingId: string, from = new Date()): Promise<Date> {
  let now = from;
  for (let round = 0; round < 40; round++) {
    await tick(t, now);
    const { status } = await seen(t, mailingId);
    if (!['sending', 'scheduled', 'computing'].includes(status)) return now;
    now = after(now, 3 * MINUTE);
  }
  throw new Error(`the mailing does not end: ${JSON.stringify(await seen(t, mailingId))}`);
}

/** Every row of a mailing, counted by result: what the view must say too. */
export async function countedResults(t: TestTenant, mailingId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { result } of await addresses(t, mailingId)) {
    if (result) counts[result] = (counts[result] ?? 0) + 1;
  }
  return counts;
}

/** How a person's browser asks for a page. */
const BROWSER = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-user': '?1' };

/** Follows a link of an email, in a browser unless said otherwise. @returns the answer; `location` is where it leads */
export const follow = (
  t: TestTenant,
  address: string,
  at: Date,
  headers: Record<string, string> = BROWSER,
): ReturnType<TestTenant['submit']> => {
  const [, token = '', link = ''] = /\/c\/([\w-]+)\/(\d+)$/.exec(address) ?? [];
  return t.submit(showLinkedPage, showLinkedContract, { params: { token, link }, headers, clock: () => at });
};
