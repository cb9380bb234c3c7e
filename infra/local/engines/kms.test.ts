import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KmsEngine, type KmsKey, startKms } from './kms.ts';

const keys: KmsKey[] = [
  { keyId: 'arn:aws:kms:eu-west-3:000000000000:key/seal-key', spec: 'ECC_NIST_P256', aliases: ['alias/seal'] },
  { keyId: 'secret-key', spec: 'SYMMETRIC_DEFAULT' },
  { keyId: 'other-key', spec: 'SYMMETRIC_DEFAULT' },
  { keyId: 'alias/codes', spec: 'HMAC_256' },
];
const dataDir = mkdtempSync(join(tmpdir(), 'guichet-kms-'));
let kms: KmsEngine;
let client: KMSClient;
const start = async () => {
  kms = await startKms({ dataDir, keys });
  client = new KMSClient({
    endpoint: kms.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
};
beforeAll(start);
afterAll(async () => {
  await kms.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a signature over a digest verifies with the public key, every time', async () => {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: 'alias/seal' }));
  const publicKey = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
  for (let round = 0; round < 64; round += 1) {
    const document = Buffer.from(`document ${round}`);
    const { Signature } = await client.send(
      new SignCommand({
        KeyId: 'seal-key',
        Message: createHash('sha256').update(document).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    );
    expect(verify('sha256', document, publicKey, Signature!)).toBe(true);
    expect(verify('sha256', Buffer.from('another'), publicKey, Signature!)).toBe(false);
  }
});

test('a message given whole is hashed before it is signed', async () => {
  const KeyId = 'arn:aws:kms:eu-west-3:000000000000:alias/seal';
  const { PublicKey, KeyId: arn } = await client.send(new GetPublicKeyCommand({ KeyId }));
  expect(arn).toBe('arn:aws:kms:eu-west-3:000000000000:key/seal-key');
  const { Signature } = await client.send(
    new SignCommand({ KeyId, Message: Buffer.from('whole'), SigningAlgorithm: 'ECDSA_SHA_256' }),
  );
  const publicKey = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
  expect(verify('sha256', Buffer.from('whole'), publicKey, Signature!)).toBe(true);
});

test('a secret opens only with its own context', async () => {
  const EncryptionContext = { tenant: 'acc_1', purpose: 'smtp' };
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({ KeyId: 'secret-key', Plaintext: Buffer.from('mot de passe'), EncryptionContext }),
  );
  expect(Buffer.from(CiphertextBlob!).includes('mot de passe')).toBe(false);
  const { Plaintext } = await client.send(
    new DecryptCommand({ CiphertextBlob, EncryptionContext: { purpose: 'smtp', tenant: 'acc_1' } }),
  );
  expect(Buffer.from(Plaintext!).toString()).toBe('mot de passe');

  const altered = Buffer.from(CiphertextBlob!);
  altered[altered.length - 1]! ^= 1;
  for (const wrong of [
    { CiphertextBlob, EncryptionContext: { tenant: 'acc_2', purpose: 'smtp' } },
    { CiphertextBlob },
    { CiphertextBlob: altered, EncryptionContext },
    { CiphertextBlob: Buffer.from('nonsense'), EncryptionContext },
  ]) {
    await expect(client.send(new DecryptCommand(wrong))).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  }
  const otherKey = client.send(new DecryptCommand({ KeyId: 'other-key', CiphertextBlob, EncryptionContext }));
  await expect(otherKey).rejects.toMatchObject({ name: 'IncorrectKeyException' });
});

test('a data key comes in clear and sealed, and opens only with its own context', async () => {
  const EncryptionContext = { tenant: 'acc_1' };
  const { Plaintext, CiphertextBlob } = await client.send(
    new GenerateDataKeyCommand({ KeyId: 'secret-key', KeySpec: 'AES_256', EncryptionContext }),
  );
  expect(Plaintext).toHaveLength(32);
  const opened = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
  expect(Buffer.from(opened.Plaintext!)).toEqual(Buffer.from(Plaintext!));
  const another = client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { tenant: 'acc_2' } }));
  await expect(another).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
});

test('a MAC verifies for its message only', async () => {
  const MacAlgorithm = 'HMAC_SHA_256';
  const { Mac } = await client.send(
    new GenerateMacCommand({ KeyId: 'alias/codes', Message: Buffer.from('123456'), MacAlgorithm }),
  );
  const check = (message: string) =>
    client.send(new VerifyMacCommand({ KeyId: 'alias/codes', Message: Buffer.from(message), Mac, MacAlgorithm }));
  expect((await check('123456')).MacValid).toBe(true);
  await expect(check('654321')).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
});

test('what KMS refuses is refused', async () => {
  const sign = (KeyId: string, Message: Buffer) =>
    client.send(new SignCommand({ KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' }));
  await expect(sign('unknown', Buffer.alloc(32))).rejects.toMatchObject({ name: 'NotFoundException' });
  await expect(sign('secret-key', Buffer.alloc(32))).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  await expect(sign('seal-key', Buffer.alloc(31))).rejects.toMatchObject({ name: 'ValidationException' });
  const tooLong = client.send(new EncryptCommand({ KeyId: 'secret-key', Plaintext: Buffer.alloc(4097) }));
  await expect(tooLong).rejects.toMatchObject({ name: 'ValidationException' });
});

test('random bytes and key descriptions', async () => {
  const { Plaintext } = await client.send(new GenerateRandomCommand({ NumberOfBytes: 24 }));
  expect(Plaintext).toHaveLength(24);
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: 'alias/seal' }));
  expect(KeyMetadata).toMatchObject({ KeyId: 'seal-key', KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
});

test('the keys are the same after a restart, and nobody else can read them', async () => {
  const before = await client.send(new GetPublicKeyCommand({ KeyId: 'seal-key' }));
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({ KeyId: 'secret-key', Plaintext: Buffer.from('kept') }),
  );
  await kms.close();
  await start();
  const after = await client.send(new GetPublicKeyCommand({ KeyId: 'seal-key' }));
  expect(after.PublicKey).toEqual(before.PublicKey);
  const { Plaintext } = await client.send(new DecryptCommand({ CiphertextBlob }));
  expect(Buffer.from(Plaintext!).toString()).toBe('kept');
  expect(statSync(join(dataDir, 'kms', 'keys.json')).mode & 0o777).toBe(0o600);
});
