import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { codeIn, inbox, linkIn, sender, signer } from '../../demo/parties.ts';
import { publishedBy } from '../../functions/proof/known-makers.ts';
import { verifySignature } from '../../functions/signatures/proof/verifier.ts';
import type { Ready } from '../../infra/local/data-folder.ts';
import { temporaryFolder } from '../../infra/local/fixtures/assembly.ts';
import { ensureSynthesized } from '../../infra/local/freshness.ts';
import { alive, descendants, freePorts, npmStart, type Running, readyOf } from '../npm-start.ts';
import { type Customer, customer, sampleQuote } from './cloud.ts';

beforeAll(() => ensureSynthesized('cdk.out'), 300_000);

let running: Running | undefined;
afterEach(() => running?.child.kill('SIGKILL'));

/** Ends it, one way or the other, with all the processes that it had started. */
async function end(signal: 'SIGKILL' | 'SIGINT') {
  const { child, exit } = running!;
  const others = descendants(child.pid!);
  expect(others.length).toBeGreaterThan(3);
  child.kill(signal);
  const code = await exit;
  await expect.poll(() => alive(others)).toEqual([]);
  return code;
}

/** The last page before the signature, with the code that came. */
async function codePage({ inboxUrl }: Ready, { email, phone }: Customer) {
  const mailbox = inbox(inboxUrl);
  const person = signer(linkIn(await mailbox.next(email), '/sign/'));
  await person.document();
  const page = await person.press(await person.open(), 'Signer');
  const code = codeIn(await mailbox.next(phone));
  return { validate: () => person.press(page, 'Valider la signature', { code }) };
}

test('killed -9 whenever it has said yes, it keeps its word once it is back', async () => {
  const data = join(temporaryFolder(), 'data');
  const port = String(await freePorts());
  const start = async () => {
    // A killed run could not take back that it was ready.
    rmSync(join(data, 'ready.json'), { force: true });
    running = npmStart('--port', port, '--data', data);
    return readyOf(data, running);
  };
  let ready = await start();
  const api = () => sender(ready.apiUrl, ready.apiKey);
  const [zoe, paul] = [customer('Zoé Lefèvre'), customer('Paul Lefèvre')];
  const quote = await sampleQuote();
  const folder = async () => {
    const contact = await api().createContact({ kind: 'customer', lastName: 'Lefèvre' });
    return { contactId: contact.id, ...(await api().addDocument(contact.id, 'devis.pdf', 'quote', quote)) };
  };
  const [first, second] = await Promise.all([folder(), folder()]);
  const { id: signing } = await api().sendForSignature({ documentId: first.id, signers: [zoe] });
  const lastPage = await codePage(ready, zoe);

  const [thanks, { id: sending }] = await Promise.all([
    lastPage.validate(),
    api().sendForSignature({ documentId: second.id, signers: [paul] }),
  ]);
  expect(thanks).toContain('Document signé');
  expect(await end('SIGKILL')).toEqual([null, 'SIGKILL']);

  const before = ready;
  ready = await start();
  expect(ready).toEqual(before);
  const act =
    (name: string) =>
    ({ history }: { history: { act: string }[] }) =>
      history.some((a) => a.act === name);
  await api().reaches(signing, 'the confirmation', act('notified'), 200);
  const { validate } = await codePage(ready, paul);
  expect(await validate()).toContain('Document signé');
  await api().reaches(sending, 'the seal', act('sealed'), 200);
  await end('SIGKILL');

  ready = await start();
  await api().reaches(sending, 'the confirmation', act('notified'), 200);
  for (const [id, { email, phone }, { contactId }] of [
    [signing, zoe, first],
    [sending, paul, second],
  ] as const) {
    const { status, history } = await api().request(id);
    expect(status).toBe('completed');
    expect(history.map((entry) => entry.act).sort()).toEqual(
      [
        'requested',
        'email-sent',
        'opened',
        'code-sent',
        'code-validated',
        'signed',
        'sealed',
        'filed',
        'notified',
      ].sort(),
    );
    const { items } = await api().json<{ items: { source: string }[] }>('GET', `/v1/contacts/${contactId}/documents`);
    expect(items.map(({ source }) => source).sort()).toEqual(['signature', 'upload']);
    expect(await inbox(ready.inboxUrl).messages(email)).toHaveLength(2);
    expect(await inbox(ready.inboxUrl).messages(phone)).toHaveLength(1);
    const evidence = await api().download(`/v1/signature-requests/${id}/evidence`);
    expect(await verifySignature(evidence, await publishedBy(ready.apiUrl))).toMatchObject({ verdict: 'valid' });
  }
  expect(await end('SIGINT')).toEqual([0, null]);
}, 600_000);
