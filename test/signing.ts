import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { newContact } from '../functions/contacts/contact.ts';
import { contentKey, documents } from '../functions/documents/document.ts';
import wakeDueContract from '../functions/platform/wake-due/contract.ts';
import { handler as wakeDue } from '../functions/platform/wake-due/handler.ts';
import listSealCertificatesContract from '../functions/proof/list-seal-certificates/contract.ts';
import { handler as listSealCertificates } from '../functions/proof/list-seal-certificates/handler.ts';
import { knownBy } from '../functions/proof/published-seals.ts';
import { CONSENT_VERSION } from '../functions/signatures/consent-text.ts';
import downloadOriginalContract from '../functions/signatures/download-original/contract.ts';
import { handler as downloadOriginal } from '../functions/signatures/download-original/handler.ts';
import getSignatureRequestContract from '../functions/signatures/get-signature-request/contract.ts';
import { handler as getSignatureRequest } from '../functions/signatures/get-signature-request/handler.ts';
import markOpenedContract from '../functions/signatures/mark-opened/contract.ts';
import { handler as markOpened } from '../functions/signatures/mark-opened/handler.ts';
import { verifySignature } from '../functions/signatures/proof/verifier.ts';
import sendCodeContract from '../functions/signatures/send-code/contract.ts';
import { handler as sendCode } from '../functions/signatures/send-code/handler.ts';
import sendForSignatureContract from '../functions/signatures/send-for-signature/contract.ts';
import { handler as sendForSignature } from '../functions/signatures/send-for-signature/handler.ts';
import showDocumentContract from '../functions/signatures/show-document/contract.ts';
import { handler as showDocument } from '../functions/signatures/show-document/handler.ts';
import signDocumentContract from '../functions/signatures/sign-document/contract.ts';
import { handler as signDocument } from '../functions/signatures/sign-document/handler.ts';
import { DAY, after as later, MINUTE } from '../shared/clock.ts';
import { CODE } from '../shared/codes/code.ts';
import { config } from '../shared/config.ts';
import { newId } from '../shared/ids.ts';
import { putObject } from '../shared/objects/objects.ts';
import { database } from '../shared/table/client.ts';
import { dueBy } from '../shared/table/due-rows.ts';
import { commit } from '../shared/table/transact.ts';
import { work } from './consumers.ts';
import { inbox } from './mailbox.ts';
import { classicPdf } from './pdf-samples.ts';
import type { TestTenant } from './tenant.ts';

export { work };

/** The steps of a signature as its parties take them, for tests: with the mails and SMS that really came. */

export interface Person {
  name: string;
  email: string;
  phone: string;
}

export const person = (t: TestTenant, name = 'Anne Martin'): Person => ({
  name,
  email: t.email(
    `${name.toLowerCase().replace(/\W/g, '')}.${createHash('sha1').update(t.phone()).digest('hex').slice(0, 8)}`,
  ),
  phone: t.phone(),
});

/** A PDF that was accepted into the folder of a new customer. */
export async function filedDocument(t: TestTenant, { filename = 'devis.pdf', bytes = classicPdf() } = {}) {
  const now = new Date();
  const { contact, writes } = newContact(
    t.tenant,
    { kind: 'customer', lastName: 'Martin', emails: [], phones: [] },
    now,
  );
  const id = newId('doc', now);
  const content = await putObject({
    bucket: 'documents',
    key: contentKey(t.tenant, id),
    bytes,
    contentType: 'application/pdf',
  });
  const { size, sha256 } = content;
  const at = now.toISOString();
  const document = { id, contactId: contact.id, filename, type: 'quote' as const, size, sha256, content, pages: 1 };
  const put = documents.put(t.tenant, { ...document, status: 'available', source: 'upload', createdAt: at });
  await commit([...writes, put], now);
  return { id, contactId: contact.id, bytes };
}

export type Filed = Awaited<ReturnType<typeof filedDocument>>;
type Body = Record<string, unknown>;

/** Asks the API for signatures; the answer as it came. */
export const askForSignature = (
  t: TestTenant,
  body: Body,
  more: { headers?: Record<string, string>; as?: string } = {},
) => t.call(sendForSignature, sendForSignatureContract, { body, ...more });

/** A request sent for a new document; its invitations are still to leave. */
export async function requested(t: TestTenant, signers: readonly Person[], more: Body = {}) {
  const document = await filedDocument(t);
  const { status, body } = await askForSignature(t, { documentId: document.id, signers, ...more });
  if (status !== 202) throw new Error(`sent for signature: ${status} ${JSON.stringify(body)}`);
  return { id: body.id as string, document };
}

/**
 * Lets the clock run, two minutes at a time, with the workers and what wakes them, until nothing is left to be done.
 * @returns the time by then
 */
export async function timePasses(t: TestTenant, from = new Date()): Promise<Date> {
  for (let now = from, rounds = 0; ; now = later(now, 2 * MINUTE + 1)) {
    const clock = () => now;
    await t.tick(wakeDue, wakeDueContract, { clock });
    await work(t, clock);
    const { done } = await dueBy(later(now, 365 * DAY)).next();
    if (done) return now;
    if (++rounds === 20) throw new Error('there is still something to be done');
  }
}

const invitations = /\/sign\/([\w-]{43})\s/;
const confirmations = /\/sealed\/([\w-]{43})\s/;

async function tokenIn(email: string, link: RegExp): Promise<string> {
  const token = (await inbox(email)).map(({ text }) => link.exec(text)?.[1]).find(Boolean);
  if (!token) throw new Error(`no mail to ${email} holds the link ${link}`);
  return token;
}

/** The token of the link in the invitation that came to a signer. */
export const signingToken = (email: string) => tokenIn(email, invitations);

/** The token of the link in the confirmation that came to a signer. */
export const sealedToken = (email: string) => tokenIn(email, confirmations);

/** The code in the newest SMS that came to a phone. */
export async function newestCode(phone: string): Promise<string> {
  const [newest] = await inbox(phone);
  const code = /\b\d{6}\b/.exec(newest?.text ?? '')?.[0];
  if (!code) throw new Error(`no code came to ${phone}`);
  return code;
}

export interface At {
  clock?: () => Date;
}

/** The page that a signer's link leads to. */
export const documentPage = (t: TestTenant, token: string, at: At & { query?: Record<string, number> } = {}) =>
  t.submit(showDocument, showDocumentContract, { params: { token }, ...at });

/** Opens the document by its link; what a browser sends back from then on. */
export async function openDocument(t: TestTenant, token: string, at: At = {}): Promise<{ cookie?: string }> {
  const { cookies } = await t.submit(downloadOriginal, downloadOriginalContract, { params: { token }, ...at });
  const [cookie] = cookies.map((text) => text.split(';')[0] ?? '');
  return cookie ? { cookie } : {};
}

/** The page tells what it showed of the document, once it has it. */
export const report = async (t: TestTenant, token: string, form: Record<string, string> = { pagesViewed: '1' }) =>
  t.submit(markOpened, markOpenedContract, {
    params: { token },
    headers: await openDocument(t, token),
    form,
    accept: '*/*',
  });

/**
 * Presses « Signer », with the document open, or, knowing of some codes already, « Renvoyer le code », each having had its
 * time to arrive.
 */
export async function askForCode(t: TestTenant, token: string, { after = 0, clock }: At & { after?: number } = {}) {
  const at = { clock: clock ?? (() => later(new Date(), Math.min(after, CODE.sends.ever) * CODE.pause)) };
  const headers = await openDocument(t, token, at);
  return t.submit(sendCode, sendCodeContract, { params: { token }, query: { after }, headers, ...at });
}

/** Types a code under the text of the day, and presses « Valider la signature ». */
export const typeCode = (
  t: TestTenant,
  token: string,
  code: string,
  at: At & { accept?: string; headers?: Record<string, string> } = {},
) =>
  t.submit(signDocument, signDocumentContract, {
    params: { token },
    form: { code, consentVersion: CONSENT_VERSION },
    ...at,
  });

/** Signs as the holder of a link and of a phone does. */
export async function sign(t: TestTenant, { email, phone }: Person): Promise<void> {
  const token = await signingToken(email);
  await askForCode(t, token);
  const { status } = await typeCode(t, token, await newestCode(phone));
  if (status !== 303) throw new Error(`signed: ${status}`);
}

/** A request whose invitations have come. */
export async function invited(t: TestTenant, signers: readonly Person[], more: Body = {}) {
  const request = await requested(t, signers, more);
  await work(t);
  return request;
}

/** Such a request, with Anne's link; she is the first of its signers. */
export async function linkSent(t: TestTenant, signers: readonly [Person, ...Person[]] = [person(t)], more: Body = {}) {
  const [anne] = signers;
  const { id } = await invited(t, signers, more);
  return { id, anne, token: await signingToken(anne.email) };
}

/** The same once she has opened the document and asked for a code, which lives. */
export async function codeSent(...asked: Parameters<typeof linkSent>) {
  const link = await linkSent(...asked);
  await askForCode(asked[0], link.token);
  return { ...link, code: await newestCode(link.anne.phone) };
}

/** A code that is not the right one; another for each number below a million. */
export const wrongCode = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(6, '0');

/** The request as its sender sees it over the API. */
export async function seen(t: TestTenant, requestId: string) {
  const { body } = await t.call(getSignatureRequest, getSignatureRequestContract, { params: { requestId } });
  return body;
}

/** Every row of the test file's table, as it is stored, by its key. */
export async function storedRows(): Promise<Record<string, unknown>> {
  const { Items = [] } = await database().send(new ScanCommand({ TableName: config.table() }));
  return Object.fromEntries(Items.map((row) => [`${row.pk} ${row.sk}`, row]));
}

/** Evidence as whoever knows this installation verifies it: by what it publishes of its seals. */
export async function verified(t: TestTenant, zip: Uint8Array) {
  const { body } = await t.call(listSealCertificates, listSealCertificatesContract, { as: null });
  return verifySignature(zip, knownBy(body));
}

export const actsOf = async (t: TestTenant, requestId: string): Promise<string[]> =>
  (await seen(t, requestId)).history.map(({ act }: { act: string }) => act);
