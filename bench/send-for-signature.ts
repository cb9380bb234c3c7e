import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { openAccount } from '../functions/accounts/account.ts';
import { newContact } from '../functions/contacts/contact.ts';
import { contentKey, documents } from '../functions/documents/document.ts';
import type { Engines } from '../infra/local/engines.ts';
import { config } from '../shared/config.ts';
import type { Handler } from '../shared/function/parts.ts';
import type { HttpEvent, HttpResponse } from '../shared/function/request.ts';
import { issueApiKey } from '../shared/identity/api-key.ts';
import { PLATFORM, type Tenant } from '../shared/identity/tenant.ts';
import { newId } from '../shared/ids.ts';
import { logger } from '../shared/log.ts';
import { database } from '../shared/table/client.ts';
import { commit } from '../shared/table/transact.ts';
import { callsOf } from '../test/calls.ts';
import { deployed } from './deployed.ts';
import { type Figure, sideBySide } from './figures.ts';
import { writeUnits } from './write-units.ts';

const USE_CASE = 'send-for-signature';
const AIM = 1.5;
const TIMES = 200;

/** The deployed handler, in this process, against two without wrapper, schema or ledger. */
export async function sendForSignature(engines: Engines): Promise<Figure[]> {
  Object.assign(process.env, engines.environmentOf(USE_CASE));
  const { tenant, userId, event } = await prepared();
  const handler = (await deployed<Handler<HttpEvent, HttpResponse>>(engines, USE_CASE)).with({
    log: logger({}, () => {}),
  });
  const { calls, answer } = await callsOf(() => handler(event));
  if (answer.statusCode !== 202) throw new Error(`${USE_CASE} answered ${answer.statusCode}: ${answer.body}`);
  const { id } = JSON.parse((await handler(event)).body ?? '{}');
  const written = await itemsOf(tenant, id);
  const transaction = bareTransaction(tenant, id, written);
  const byHand = sameCalls({ tenant, userId }, transaction);
  const ms = await sideBySide(
    { ours: () => handler(event), transaction: () => transaction(event), byHand: () => byHand(event) },
    TIMES,
  );
  const { table, indexes } = writeUnits(written);
  const one = (call: string) => calls.filter((each) => each === call).length;
  return [
    {
      what: 'against its transaction alone',
      value: ms.ours / ms.transaction,
      unit: 'x',
      limit: AIM,
      note: `${ms.ours.toFixed(2)} ms against ${ms.transaction.toFixed(2)} ms: one round trip against ${calls.length}`,
    },
    {
      what: 'against the same calls by hand',
      value: ms.ours / ms.byHand,
      unit: 'x',
      limit: AIM,
      note: `${ms.ours.toFixed(2)} ms against ${ms.byHand.toFixed(2)} ms: what the wrapper, zod, the ledger and the entities cost`,
    },
    {
      what: 'round trips',
      value: calls.length,
      unit: 'calls',
      note: [...new Set(calls)].map((call) => `${one(call)} ${call}`).join(', '),
    },
    {
      what: 'write units, one signer',
      value: table + indexes,
      unit: 'WCU',
      note: `${table} for ${written.length} items in a transaction, ${indexes} for their index entries`,
    },
  ];
}

/** An account with a key, a document to sign, and the call that sends it. */
async function prepared(): Promise<{ tenant: Tenant; userId: string; event: HttpEvent }> {
  const now = new Date();
  const person = { email: 'camille@bench.example', firstName: 'Camille', lastName: 'Durand', company: 'Durand & fils' };
  const { account, user, writes } = openAccount(person, now);
  const key = issueApiKey({ accountId: account.id, userId: user.id, name: 'bench', rights: ['*'] }, now);
  const customer = newContact(account.id, { kind: 'customer', lastName: 'Martin', emails: [], phones: [] }, now);
  const id = newId('doc', now);
  const stored = { size: 48_000, sha256: 'a'.repeat(64) };
  const document = documents.put(account.id, {
    id,
    contactId: customer.contact.id,
    filename: 'devis-2026-042.pdf',
    type: 'quote',
    pages: 2,
    status: 'available',
    source: 'upload',
    createdAt: now.toISOString(),
    content: { bucket: 'documents', key: contentKey(account.id, id), versionId: 'v'.repeat(32), ...stored },
    ...stored,
  });
  await commit([...writes, key.write, ...customer.writes, document], now);
  const signers = [{ name: 'Anne Martin', email: 'anne.martin@bench.example', phone: '+33612345678' }];
  return {
    tenant: account.id,
    userId: user.id,
    event: {
      headers: { authorization: `Bearer ${key.text}`, 'content-type': 'application/json' },
      rawPath: '/v1/signature-requests',
      requestContext: { requestId: 'bench', http: { sourceIp: '192.0.2.1', userAgent: 'bench' } },
      body: JSON.stringify({ documentId: id, signers, message: 'Bonjour Anne,\nvoici votre devis.' }),
      isBase64Encoded: false,
    } as unknown as HttpEvent,
  };
}

async function itemsOf(tenant: Tenant, requestId: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await database().send(
    new QueryCommand({
      TableName: config.table(),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `${tenant}#${requestId}` },
    }),
  );
  return Items;
}

type Bare = (event: HttpEvent) => Promise<HttpResponse>;

/** What is left when nobody is authenticated, nothing is looked up, checked, proven or announced. */
function bareTransaction(tenant: Tenant, likeId: string, items: Record<string, unknown>[]): Bare {
  const template = JSON.stringify(items);
  return async ({ body = '' }) => {
    JSON.parse(body);
    const id = newId('sig', new Date());
    const written: Record<string, unknown>[] = JSON.parse(
      template.replaceAll(`${tenant}#${likeId}`, `${tenant}#${id}`),
    );
    await database().send(
      new TransactWriteCommand({
        TransactItems: written.map((Item) => ({
          Put: { TableName: config.table(), Item, ConditionExpression: 'attribute_not_exists(pk)' },
        })),
      }),
    );
    return { statusCode: 202, body: JSON.stringify({ id, status: 'queued' }) };
  };
}

/** The key read, the call counted, the document, the account and the user read, the transaction, the message: as anybody would write it. */
function sameCalls({ tenant, userId }: { tenant: Tenant; userId: string }, transaction: Bare): Bare {
  const sqs = new SQSClient();
  return async (event) => {
    const [, key] = /gk_(\w{26})/.exec(event.headers.authorization ?? '') ?? [];
    const Key = { pk: `${PLATFORM}#key_${key}`, sk: 'api-key' };
    await database().send(new GetCommand({ TableName: config.table(), Key, ConsistentRead: true }));
    await database().send(
      new UpdateCommand({
        TableName: config.table(),
        Key: { pk: `${PLATFORM}#bench`, sk: 'calls' },
        UpdateExpression: 'ADD taken :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    const { documentId } = JSON.parse(event.body ?? '');
    const Keys = [
      { pk: `${tenant}#${documentId}`, sk: 'document' },
      { pk: `${tenant}#${tenant}`, sk: 'account' },
      { pk: `${tenant}#${tenant}`, sk: `user#${userId}` },
    ];
    await database().send(new BatchGetCommand({ RequestItems: { [config.table()]: { Keys, ConsistentRead: true } } }));
    const answer = await transaction(event);
    const MessageBody = JSON.stringify({ id: 'evt', name: 'invite-signers', at: '', data: { tenant, requestId: '' } });
    const QueueUrl = config.queueUrl('invite-signers');
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '0', MessageBody }] }));
    return answer;
  };
}
