import { sha256Hex } from '../../../shared/sha256.ts';
import { say, type Text } from '../../../shared/text.ts';
import { type Check, judge, unless } from '../../proof/check.ts';
import { isSignedBy, publicKeyOf, readCredential } from '../badge/credential-jwt.ts';
import { toSeconds } from '../certificate-dates.ts';
import type { CertificateProof } from './certificate-proof.ts';

/** What the badge of a certificate must say, as far as it is known. */
export interface Badged {
  certificate: { id: string; name: string; expiresAt?: string | undefined };
  holder: { name?: string | undefined; email?: string | undefined };
  issue: { at: string };
  badge: Pick<CertificateProof['badge'], 'sha256' | 'publicKey' | 'statusList' | 'statusListIndex'>;
}

/** The badge is the one that the acts tell of, signed by the key that they name, and says what the certificate says. */
export const badgeCheck = (told: Badged, bytes: Uint8Array): Check =>
  judge(
    'badge',
    say(
      'Le badge (Open Badge 3.0) est signé par la clé que les actes nomment, et dit ce que dit le certificat.',
      'The badge (Open Badge 3.0) is signed by the key that the acts name, and says what the certificate says.',
    ),
    problemsOf(told, bytes),
  );

interface Said {
  id?: unknown;
  name?: unknown;
  validFrom?: unknown;
  validUntil?: unknown;
  credentialSubject?: { identifier?: Identity[]; achievement?: { name?: unknown } };
  credentialStatus?: { statusListIndex?: unknown; statusListCredential?: unknown; statusPurpose?: unknown };
}
interface Identity {
  identityType?: unknown;
  identityHash?: unknown;
  salt?: unknown;
}

function problemsOf({ certificate, holder, issue, badge }: Badged, bytes: Uint8Array): Text[] {
  const jws = Buffer.from(bytes).toString();
  const said = readCredential(jws)?.credential as Said | undefined;
  const identities = said?.credentialSubject?.identifier ?? [];
  const named = identities.find(({ identityType }) => identityType === 'name')?.identityHash;
  const mailed = identities.find(({ identityType }) => identityType === 'emailAddress');
  const { name, expiresAt, id } = certificate;
  const { statusListIndex, statusListCredential, statusPurpose } = said?.credentialStatus ?? {};
  const isSame =
    String(said?.id).endsWith(`/${id}/badge`) &&
    said?.name === name &&
    said.credentialSubject?.achievement?.name === name &&
    said.validFrom === toSeconds(new Date(issue.at)) &&
    said.validUntil === (expiresAt && toSeconds(new Date(expiresAt)));
  // What was erased of the holder is compared with nothing.
  const isTheirs =
    (holder.name === undefined || named === holder.name) &&
    (holder.email === undefined || mailed?.identityHash === `sha256$${sha256Hex(holder.email + String(mailed?.salt))}`);
  return [
    ...unless(
      sha256Hex(bytes) === badge.sha256,
      'badge.jwt n’est pas le badge dont parlent les actes',
      'badge.jwt is not the badge that the acts tell of',
    ),
    ...unless(
      isSigned(jws, badge.publicKey),
      'la clé que les actes nomment n’a pas signé le badge',
      'the key that the acts name did not sign the badge',
    ),
    ...unless(
      isSame,
      'le badge ne dit pas ce que dit le certificat',
      'the badge does not say what the certificate says',
    ),
    ...unless(isTheirs, 'le badge n’est pas celui du titulaire', 'the badge is not that of the holder'),
    ...unless(
      statusListIndex === String(badge.statusListIndex) &&
        statusListCredential === badge.statusList &&
        statusPurpose === 'revocation',
      'le badge n’a pas, dans la liste des révoqués, la place que les actes lui donnent',
      'the badge has not, in the list of revoked ones, the place that the acts give it',
    ),
  ];
}

function isSigned(jws: string, publicKey: string): boolean {
  try {
    return isSignedBy(jws, publicKeyOf(publicKey));
  } catch {
    return false;
  }
}
