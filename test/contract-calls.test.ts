import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { config } from '../shared/config.ts';
import type { Access } from '../shared/function/access.ts';
import { schedule } from '../shared/function/contract.ts';
import { serve } from '../shared/function/schedule.ts';
import { type Tenant, tenantId } from '../shared/identity/tenant.ts';
import { decryptSecret, encryptSecret } from '../shared/keys/secret-box.ts';
import { getPinned, headObject, putObject } from '../shared/objects/objects.ts';
import { presignDownload, presignUpload } from '../shared/objects/presign.ts';
import { send } from '../shared/queue/send.ts';
import { database } from '../shared/table/client.ts';
import { entity } from '../shared/table/entity.ts';
import { transact } from '../shared/table/transact.ts';
import { say } from '../shared/text.ts';
import { withAccess } from './contract-environment.ts';
import { type TestTenant, tenant } from './tenant.ts';

const labels = entity({ name: 'label', partition: 'id', schema: z.object({ id: z.string(), text: z.string() }) });
const label = (id = randomUUID()) => labels.put(t.tenant, { id, text: 'figue' });
const read = (id = 'none') => labels.get(t.tenant, { id });

const upload = {
  bucket: 'uploads',
  key: 'k',
  contentType: 'application/pdf',
  size: 1,
  sha256: '',
  seconds: 60,
} as const;
const object = {
  bucket: 'documents',
  key: `${randomUUID()}.pdf`,
  bytes: Buffer.of(1),
  contentType: 'text/plain',
} as const;
const pinned = { ...object, versionId: '1', size: 1, sha256: '' };

let t: TestTenant;
let stranger: Tenant;
beforeAll(async () => {
  t = await tenant();
  stranger = tenantId.parse((await tenant()).tenant);
});

describe('a call that the words do not allow fails as it would on AWS', () => {
  it.each<[Access[], string, () => Promise<unknown>]>([
    [['table:read'], 'dynamodb:PutItem', () => transact([label()])],
    [['table:read'], 'dynamodb:UpdateItem', () => transact([labels.update(t.tenant, { id: 'x' }, {})])],
    [['table:read'], 'dynamodb:PutItem', () => transact([label(), label()])],
    [['table:write'], 'Scan', () => database().send(new ScanCommand({ TableName: config.table() }))],
    [['documents:read'], 's3:PutObject', () => putObject(object)],
    [['documents:write'], 's3:GetObject', () => headObject('documents', object.key)],
    [['documents:write', 'archive:read'], 's3:GetObjectVersion', () => getPinned(pinned)],
    [['uploads:read'], 's3:PutObject', () => presignUpload(upload)],
    [['documents:write'], 's3:GetObjectVersion', () => presignDownload(pinned, 'devis.pdf')],
    [['secrets:decrypt'], 'kms:GenerateDataKey', () => encryptSecret('s', { tenant: stranger, purpose: 'test' })],
    [['secrets:encrypt'], 'kms:Decrypt', () => decryptSecret('eA.eA', { tenant: stranger, purpose: 'test' })],
  ])('%j: %s', (access, action, call) =>
    expect(withAccess(access, call)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(action),
    }),
  );

  it('also where the handler goes on without', async () => {
    const careless = () => transact([label()]).catch(() => 'as if nothing were');
    await expect(withAccess(['table:read'], careless)).rejects.toThrow('dynamodb:PutItem');
  });

  it('also in a schedule', async () => {
    const contract = schedule({
      every: 'rate(1 hour)',
      summary: say('Regarde.', 'Looks.'),
      impact: 'Nobody looks.',
      access: ['table:read'],
    });
    const handler = serve(contract, () => transact([label()]));
    await expect(t.tick(handler, contract)).rejects.toThrow('dynamodb:PutItem');
    await t.tick(handler, { ...contract, access: ['table:write'] });
  });
});

it('a call that the words allow is made', async () => {
  const id = randomUUID();
  const message = [{ queue: 'deliver-mail', data: {} }];
  await withAccess(['table:write', 'documents:write', 'documents:read', 'send:*'], async () => {
    await transact([label(id), label()]);
    expect(await getPinned(await putObject(object))).toEqual(Uint8Array.of(1));
    await send(message, new Date());
  });
  await withAccess(['table:read', 'send:deliver-mail'], async () => {
    expect(await read(id)).toEqual({ id, text: 'figue' });
    await send(message, new Date());
  });
});

describe('side by side, in the same moment', () => {
  const allowed = () => withAccess(['table:read'], () => read());
  const refused = () => withAccess(['uploads:read'], () => read());

  it.each([
    ['first', () => [refused(), allowed()].reverse()],
    ['last', () => [allowed(), refused()]],
  ])('nobody reads with the rights of another: whoever asks %s', async (_, both) => {
    const [one, other] = await Promise.allSettled(both());
    expect(one).toEqual({ status: 'fulfilled', value: undefined });
    expect(other).toMatchObject({ reason: { message: expect.stringContaining('TABLE_NAME is not set') } });
  });

  it('nor with those of the test', async () => {
    const [one, other] = await Promise.allSettled([read(), refused()]);
    expect([one.status, other.status]).toEqual(['fulfilled', 'rejected']);
  });
});
