import { createHmac, createPublicKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { JsonServiceError, jsonProtocol } from './json-protocol.ts';
import { decrypt, type EncryptionContext, encrypt } from './kms/cipher.ts';
import { digestOf, signDigest } from './kms/ecdsa.ts';
import { type HeldKey, Keyring, type KeySpec, type KmsKey } from './kms/keyring.ts';
import { listenOnLoopback } from './loopback.ts';

export type { KmsKey } from './kms/keyring.ts';

export interface KmsEngine {
  url: string;
  close(): Promise<void>;
}

export interface KmsOptions {
  /** Keys live in `dataDir`/kms; in memory, made anew at each start, when undefined. */
  dataDir?: string | undefined;
  port?: number | undefined;
  keys: KmsKey[];
  /** What key ARNs say. */
  account?: string | undefined;
  region?: string | undefined;
}

const MAX_BYTES = 4096;
const USAGE: Record<KeySpec, string> = {
  ECC_NIST_P256: 'SIGN_VERIFY',
  SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT',
  HMAC_256: 'GENERATE_VERIFY_MAC',
};

/** The fields of the operations below; bytes are base64. */
interface Input {
  KeyId?: string;
  Message?: string;
  MessageType?: 'RAW' | 'DIGEST';
  SigningAlgorithm?: string;
  MacAlgorithm?: string;
  Mac?: string;
  Plaintext?: string;
  CiphertextBlob?: string;
  EncryptionContext?: EncryptionContext;
  KeySpec?: string;
  NumberOfBytes?: number;
}

const invalid = (message: string) => new JsonServiceError('ValidationException', message);

/** Starts the KMS engine with the keys given: sign, encrypt, authenticate, never export. */
export async function startKms(options: KmsOptions): Promise<KmsEngine> {
  const { account = '000000000000', region = 'eu-west-3' } = options;
  const keyring = new Keyring(options.dataDir && join(options.dataDir, 'kms'), options.keys);
  const arn = (key: HeldKey) =>
    `arn:aws:kms:${region}:${account}:${key.id.startsWith('alias/') ? '' : 'key/'}${key.id}`;
  const find = (input: Input) => {
    if (!input.KeyId) throw invalid('KeyId is required');
    return keyring.find(input.KeyId);
  };
  const usable = (input: Input, spec: KeySpec): HeldKey => {
    const key = find(input);
    if (key.spec === spec) return key;
    throw new JsonServiceError(
      'InvalidKeyUsageException',
      `${arn(key)} key usage is ${USAGE[key.spec]} which is not valid for this operation.`,
    );
  };
  const mac = (input: Input) => {
    const key = usable(input, 'HMAC_256');
    if (input.MacAlgorithm !== 'HMAC_SHA_256') throw invalid('MacAlgorithm must be HMAC_SHA_256');
    const message = bytes('Message', input.Message, MAX_BYTES);
    return { key, value: createHmac('sha256', Buffer.from(key.material, 'base64')).update(message).digest() };
  };

  return listenOnLoopback(
    jsonProtocol('1.1', {
      DescribeKey: (input: Input) => {
        const key = find(input);
        return {
          KeyMetadata: {
            KeyId: key.id,
            Arn: arn(key),
            KeySpec: key.spec,
            KeyUsage: USAGE[key.spec],
            KeyState: 'Enabled',
            Enabled: true,
            KeyManager: 'CUSTOMER',
            Origin: 'AWS_KMS',
          },
        };
      },
      GetPublicKey: (input: Input) => {
        const key = usable(input, 'ECC_NIST_P256');
        return {
          KeyId: arn(key),
          PublicKey: createPublicKey(key.material).export({ type: 'spki', format: 'der' }).toString('base64'),
          KeySpec: key.spec,
          KeyUsage: USAGE[key.spec],
          SigningAlgorithms: ['ECDSA_SHA_256'],
        };
      },
      Sign: (input: Input) => {
        const key = usable(input, 'ECC_NIST_P256');
        if (input.SigningAlgorithm !== 'ECDSA_SHA_256') throw invalid('SigningAlgorithm must be ECDSA_SHA_256');
        const message = bytes('Message', input.Message, MAX_BYTES);
        if (input.MessageType === 'DIGEST' && message.length !== 32) throw invalid('Digest is invalid length');
        const digest = input.MessageType === 'DIGEST' ? message : digestOf(message);
        return {
          KeyId: arn(key),
          Signature: signDigest(key.material, digest).toString('base64'),
          SigningAlgorithm: input.SigningAlgorithm,
        };
      },
      Encrypt: (input: Input) => {
        const key = usable(input, 'SYMMETRIC_DEFAULT');
        const plaintext = bytes('Plaintext', input.Plaintext, MAX_BYTES);
        return {
          KeyId: arn(key),
          CiphertextBlob: encrypt(key, plaintext, input.EncryptionContext ?? {}).toString('base64'),
          EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        };
      },
      Decrypt: (input: Input) => {
        const expected = input.KeyId ? usable(input, 'SYMMETRIC_DEFAULT') : null;
        const blob = bytes('CiphertextBlob', input.CiphertextBlob, 6144);
        const { key, plaintext } = decrypt(blob, input.EncryptionContext ?? {}, (id) => keyring.find(id));
        if (expected && expected !== key) {
          throw new JsonServiceError(
            'IncorrectKeyException',
            'The key ID in the request does not match the ciphertext',
          );
        }
        return {
          KeyId: arn(key),
          Plaintext: plaintext.toString('base64'),
          EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        };
      },
      GenerateDataKey: (input: Input) => {
        const key = usable(input, 'SYMMETRIC_DEFAULT');
        if (input.KeySpec !== 'AES_256') throw invalid('KeySpec must be AES_256');
        const plaintext = randomBytes(32);
        return {
          KeyId: arn(key),
          Plaintext: plaintext.toString('base64'),
          CiphertextBlob: encrypt(key, plaintext, input.EncryptionContext ?? {}).toString('base64'),
        };
      },
      GenerateMac: (input: Input) => {
        const { key, value } = mac(input);
        return { KeyId: arn(key), Mac: value.toString('base64'), MacAlgorithm: input.MacAlgorithm };
      },
      VerifyMac: (input: Input) => {
        const { key, value } = mac(input);
        const given = bytes('Mac', input.Mac, MAX_BYTES);
        if (given.length !== value.length || !timingSafeEqual(given, value)) {
          throw new JsonServiceError('KMSInvalidMacException', 'The MAC is not valid');
        }
        return { KeyId: arn(key), MacValid: true, MacAlgorithm: input.MacAlgorithm };
      },
      GenerateRandom: (input: Input) => {
        const size = input.NumberOfBytes ?? 0;
        if (!Number.isInteger(size) || size < 1 || size > 1024) throw invalid('NumberOfBytes must be 1 to 1024');
        return { Plaintext: randomBytes(size).toString('base64') };
      },
    }),
    options.port,
  );
}

function bytes(name: string, base64: string | undefined, max: number): Buffer {
  const value = Buffer.from(base64 ?? '', 'base64');
  if (value.length >= 1 && value.length <= max) return value;
  throw invalid(`Value at '${name}' failed to satisfy constraint: length between 1 and ${max}`);
}
