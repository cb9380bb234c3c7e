import { DeleteObjectCommand, GetObjectRetentionCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { ofType } from '../../test/problem.ts';
import { actsOf, codeSent, type Person, person, sign, typeCode, wrongCode } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { findRequest } from './signature-request.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

describe('the original', () => {
  const s3 = new S3Client();
  const placeOf = async (id: string) => {
    const { bucket, key, versionId } = (await findRequest(t.tenant, id)).original;
    return { Bucket: config.bucket(bucket), Key: key, VersionId: versionId };
  };
  const erase = (at: Awaited<ReturnType<typeof placeOf>>, BypassGovernanceRetention = false) =>
    s3.send(new DeleteObjectCommand({ ...at, BypassGovernanceRetention }));

  it('is locked in the very version that is signed, as long as the seal is kept, for all who sign; nobody lifts it', async () => {
    const both = [person(t), person(t, 'Paul Martin')] as [Person, Person];
    const { id, token, code } = await codeSent(t, both);
    const at = await placeOf(id);
    const lock = async () => (await s3.send(new GetObjectRetentionCommand(at))).Retention;
    await expect(lock()).rejects.toMatchObject({ name: 'NoSuchObjectLockConfiguration' });
    await typeCode(t, token, wrongCode(code));
    await expect(lock()).rejects.toMatchObject({ name: 'NoSuchObjectLockConfiguration' });
    await typeCode(t, token, code);
    const locked = await lock();
    expect(locked?.Mode).toBe('GOVERNANCE');
    expect(locked?.RetainUntilDate?.getTime()).toBeGreaterThan(after(new Date(), 3652 * DAY).getTime());
    for (const bypass of [false, true]) await expect(erase(at, bypass)).rejects.toMatchObject({ name: 'AccessDenied' });
    await sign(t, both[1]);
    expect(await lock()).toEqual(locked);
  });

  it('that is gone is not signed: the signer is told whom to ask, the operator that it is gone', async () => {
    const { id, token, code } = await codeSent(t);
    await erase(await placeOf(id));
    const page = await typeCode(t, token, code);
    expect(page.status).toBe(409);
    expect(page.body).toContain('Demandez à Durand &amp; fils de vous l’envoyer de nouveau.');
    const headers = { 'accept-language': 'en' };
    expect(await typeCode(t, token, code, { accept: 'application/json', headers })).toMatchObject({
      status: 409,
      body: {
        type: ofType('document-gone'),
        detail: 'The document is no longer there: nothing was signed. Ask Durand & fils to send it to you again.',
      },
    });
    expect(t.logged.filter((line) => line.includes('"original-gone"') && line.includes(id))).toHaveLength(2);
    expect(await actsOf(t, id)).not.toContain('signed');
  });
});
