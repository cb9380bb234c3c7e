import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonServiceError } from '../json-protocol.ts';
import { replaceFile } from '../replace-file.ts';

export type KeySpec = 'ECC_NIST_P256' | 'SYMMETRIC_DEFAULT' | 'HMAC_256';

/** A key of the engine. */
export interface KmsKey {
  /** Key id, key ARN, or a name such as `alias/seal` when nothing else names it. */
  keyId: string;
  spec: KeySpec;
  /** Other names: `alias/…` or alias ARNs. */
  aliases?: string[];
}

/** A key with its material: a PKCS#8 PEM for ECC_NIST_P256, else 32 bytes in base64. */
export interface HeldKey {
  id: string;
  spec: KeySpec;
  material: string;
}

/**
 * The keys named at start, each made once and kept in `folder`/keys.json (mode 0600); in memory when undefined.
 * Throws when a key on disk has another spec than the one asked for.
 */
export class Keyring {
  readonly #byName = new Map<string, HeldKey>();

  constructor(folder: string | undefined, keys: KmsKey[]) {
    const file = folder && join(folder, 'keys.json');
    const held = file ? readKeys(file) : {};
    const before = Object.keys(held).length;
    for (const { keyId, spec, aliases = [] } of keys) {
      const id = shortName(keyId);
      held[id] ??= { id, spec, material: newMaterial(spec) };
      const key = held[id];
      if (key.spec !== spec) throw new Error(`${id}: ${key.spec} ≠ ${spec}`);
      for (const name of [id, ...aliases.map(shortName)]) this.#byName.set(name, key);
    }
    if (file && Object.keys(held).length > before) replaceFile(file, JSON.stringify(held, null, 2));
  }

  /** The key of an id, an ARN or an alias. Throws NotFoundException. */
  find(name: string): HeldKey {
    const key = this.#byName.get(shortName(name));
    if (!key) throw new JsonServiceError('NotFoundException', `Key '${name}' does not exist`);
    return key;
  }
}

/** `arn:aws:kms:…:key/ID` -> ID, `arn:aws:kms:…:alias/x` -> alias/x. */
function shortName(name: string): string {
  return name.replace(/^arn:[^:]*:kms:[^:]*:[^:]*:(key\/)?/, '');
}

function readKeys(file: string): Record<string, HeldKey> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, HeldKey>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function newMaterial(spec: KeySpec): string {
  if (spec !== 'ECC_NIST_P256') return randomBytes(32).toString('base64');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}
