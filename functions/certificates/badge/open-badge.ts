import { createHash, randomBytes } from 'node:crypto';
import { sha256Hex } from '../../../shared/sha256.ts';
import type { Certificate } from '../certificate.ts';
import { toSeconds } from '../certificate-dates.ts';
import type { Template } from '../template.ts';
import { verifyUrl } from '../verify-url.ts';
import { badgePictureUrl, badgeUrl } from './badge-urls.ts';
import type { Credential } from './credential-jwt.ts';
import { didOf } from './issuer-did.ts';
import { statusListUrl } from './status-list.ts';
import type { StatusPlace } from './status-places.ts';

const CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

type Told = Pick<
  Certificate,
  'id' | 'certificate' | 'holder' | 'email' | 'issuedAt' | 'expiresAt' | 'templateId' | 'templateVersion'
>;

interface About {
  account: string;
  /** The business, as its certificates call it. */
  business: string;
  template: Pick<Template, 'description' | 'locale'>;
  place: StatusPlace;
}

/**
 * A certificate as an Open Badge 3.0 that is not signed yet. Its holder is known by the hash of their address: whoever has
 * the address can tell that the badge is theirs, nobody reads it there.
 */
export function openBadge(certificate: Told, { account, business, template, place }: About): Credential {
  const { id, certificate: name, holder, email, issuedAt, expiresAt, templateId, templateVersion } = certificate;
  const list = statusListUrl(account, place.list);
  const salt = randomBytes(16).toString('hex');
  const identityHash = `sha256$${sha256Hex(email + salt)}`;
  const description = template.description ?? name;
  return {
    '@context': CONTEXT,
    id: badgeUrl({ id }),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name,
    issuer: { id: didOf(account), type: ['Profile'], name: business },
    validFrom: toSeconds(new Date(issuedAt)),
    ...(expiresAt && { validUntil: toSeconds(new Date(expiresAt)) }),
    credentialSubject: {
      id: urn(id),
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', hashed: true, salt, identityType: 'emailAddress', identityHash },
        { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: holder },
      ],
      achievement: {
        // The same for all who were issued one of this version of the template.
        id: urn(`${templateId}/${templateVersion}`),
        type: ['Achievement'],
        name,
        description,
        criteria: { narrative: description },
        inLanguage: template.locale,
        image: { id: badgePictureUrl({ id }, 'badge.png'), type: 'Image' },
      },
    },
    evidence: [{ id: verifyUrl({ id }), type: ['Evidence'], name }],
    credentialStatus: {
      id: `${list}#${place.place}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(place.place),
      statusListCredential: list,
    },
  } as Credential;
}

/** A name for what has none in a registry: a UUID of version 8 (RFC 9562), always the same for the same thing. */
function urn(of: string): string {
  const hash = createHash('sha256').update(of).digest();
  hash[6] = 0x80 | (hash[6]! & 0x0f);
  hash[8] = 0x80 | (hash[8]! & 0x3f);
  const hex = hash.toString('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return `urn:uuid:${groups.join('-')}`;
}
