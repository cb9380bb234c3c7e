import { config } from '../../../shared/config.ts';
import { type BadgeKey, jwkOf } from './badge-keys.ts';

/** An account as verifiers know it (did:web): on our host, for who loses a domain of its own would lose its badges. */
export const didOf = (account: string): string =>
  `did:web:${encodeURIComponent(new URL(config.publicUrl()).host)}:issuers:${account}`;

/** A key as a badge names it: exactly what the document of the account says. */
export const keyUrlOf = (account: string, { thumbprint }: Pick<BadgeKey, 'thumbprint'>): string =>
  `${didOf(account)}#${thumbprint}`;

/** The DID document of an account: whichever key ever signed speaks for it. */
export function didDocument(account: string, keys: readonly BadgeKey[]) {
  const id = didOf(account);
  const methods = keys.map((key) => ({
    id: keyUrlOf(account, key),
    type: 'JsonWebKey' as const,
    controller: id,
    publicKeyJwk: jwkOf(key),
  }));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id,
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  };
}
