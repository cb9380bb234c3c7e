import { LOCK_MODES } from '../../../shared/function/access.ts';
import { LOCALES, type Locale, say } from '../../../shared/text.ts';
import { type Backed, said } from '../../proof/backed.ts';
import type { Entry } from '../../proof/ledger.ts';
import { retentionOf } from '../../proof/retention.ts';
import { certificateActs } from '../certificate-acts.ts';
import type { CertificateFacts } from './certificate-proof.ts';

const KEPT = say('Le certificat scellé et ce dossier', 'The sealed certificate and this file');

/** What a certificate's acts say of each field of its proof; what its seal tells is compared with the seals. */
export function certificateBacking(
  chain: readonly Entry[],
): Backed<Omit<CertificateFacts, 'seal' | 'chain' | 'generatedAt'>> {
  const [issued] = certificateActs.among(chain, 'issued');
  const [sealed] = certificateActs.among(chain, 'sealed');
  const [badged] = certificateActs.among(chain, 'badged');
  const [activated] = certificateActs.among(chain, 'activated');
  const [revoked] = certificateActs.among(chain, 'revoked');
  const years = said(sealed, 'archiveYears');
  const lock = LOCK_MODES.find((mode) => mode === said(sealed, 'archiveLock'));
  return {
    certificate: {
      id: issued?.subject,
      name: said(issued, 'certificate'),
      status: revoked ? 'revoked' : activated ? 'activated' : 'issued',
      expiresAt: said(issued, 'expiresAt'),
      replaces: said(issued, 'replaces'),
    },
    holder: { name: said(issued, 'holder'), email: said(issued, 'email') },
    issuer: said(issued, 'issuer'),
    issue: issued && {
      at: issued.at,
      address: said(issued, 'address'),
      userAgent: said(issued, 'userAgent'),
    },
    activation: activated && {
      at: activated.at,
      how: said(activated, 'how'),
      address: said(activated, 'address'),
      userAgent: said(activated, 'userAgent'),
    },
    revocation: revoked && { at: revoked.at, reason: said(revoked, 'reason'), replacedBy: said(revoked, 'replacedBy') },
    document: {
      filename: said(sealed, 'filename'),
      sha256: said(sealed, 'sha256'),
      size: said(sealed, 'size'),
      pages: said(sealed, 'pages'),
      beside: undefined,
    },
    badge: badged && {
      sha256: said(badged, 'badgeSha256'),
      publicKey: said(badged, 'publicKey'),
      statusList: said(badged, 'statusList'),
      statusListIndex: said(badged, 'statusListIndex'),
    },
    retention:
      sealed && typeof years === 'number' && lock ? retentionOf(new Date(sealed.at), years, lock, KEPT) : undefined,
  };
}

/** The language of the certificate. */
export function localeOf(chain: readonly Entry[]): Locale {
  const [issued] = certificateActs.among(chain, 'issued');
  const stated = said(issued, 'locale');
  return LOCALES.find((each) => each === stated) ?? 'fr';
}
