import { soundSeal } from '../../shared/documents/verify-pdf.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { getPinned } from '../../shared/objects/objects.ts';
import { inDaysAndHours } from '../../shared/pages/dates.ts';
import { say } from '../../shared/text.ts';
import { type Check, judge, unless } from '../proof/check.ts';
import type { Entry } from '../proof/ledger.ts';
import { chainCheck } from '../proof/verify-chain.ts';
import { signerOf } from './badge/badge-keys.ts';
import { statusListUrl } from './badge/status-list.ts';
import { isRevoked } from './badge/status-places.ts';
import { type Certificate, historyOf } from './certificate.ts';
import { badgeCheck } from './proof/badge-check.ts';

/** What is verified of a certificate whenever somebody asks: nothing is believed because it was found once. */
export const CHECKS = ['seal', 'badge', 'status', 'ledger'] as const;
export type CheckName = (typeof CHECKS)[number];
export type VerifiedCheck = Check & { name: CheckName };

export async function verificationChecks(tenant: Tenant, certificate: Certificate): Promise<VerifiedCheck[]> {
  const history = await historyOf(tenant, certificate);
  const found = await Promise.all([
    sealCheck(certificate, history),
    signedBadgeCheck(tenant, certificate),
    statusCheck(tenant, certificate),
    ledgerCheck(certificate, history),
  ]);
  return CHECKS.flatMap((name, i) => (found[i] ? [{ ...found[i], name }] : []));
}

/** The PDF as it is stored now: whole, sealed, time-stamped, and tied to the act by which it was issued. */
async function sealCheck({ sealed }: Certificate, [issued]: readonly Entry[]): Promise<Check | undefined> {
  if (!sealed) return undefined;
  try {
    const { value, timestamp } = await soundSeal(await getPinned(sealed));
    const at = timestamp.genTime;
    return judge(
      'seal',
      say(
        `Le PDF est scellé et horodaté le ${inDaysAndHours(at, 'fr')} ; il n’a pas changé depuis.`,
        `The PDF was sealed and time-stamped on ${inDaysAndHours(at, 'en')}; it has not changed since.`,
      ),
      unless(
        value.chainHead?.hash === issued?.hash,
        'le cachet du PDF ne nomme pas l’acte par lequel il fut délivré',
        'the seal of the PDF does not name the act by which it was issued',
      ),
    );
  } catch {
    return judge('seal', say('', ''), [say('le cachet du PDF ne tient pas', 'the seal of the PDF does not hold')]);
  }
}

async function signedBadgeCheck(tenant: Tenant, certificate: Certificate): Promise<Check | undefined> {
  const { badged, statusPlace, id, certificate: name, expiresAt, holder, email, issuedAt } = certificate;
  if (!badged || !statusPlace) return undefined;
  const bytes = await getPinned(badged);
  const signer = await signerOf(Buffer.from(bytes).toString());
  const told = {
    certificate: { id, name, expiresAt },
    holder: { name: holder, email },
    issue: { at: issuedAt },
    badge: {
      sha256: badged.sha256,
      publicKey: signer?.publicKey ?? '',
      statusList: statusListUrl(tenant, statusPlace.list),
      statusListIndex: statusPlace.place,
    },
  };
  return badgeCheck(told, bytes);
}

async function statusCheck(tenant: Tenant, { statusPlace, status }: Certificate): Promise<Check | undefined> {
  if (!statusPlace) return undefined;
  const isListed = await isRevoked(tenant, statusPlace);
  return judge(
    'status',
    isListed
      ? say('La liste publique des révoqués le porte.', 'The public list of revoked ones has it.')
      : say('La liste publique des révoqués ne le porte pas.', 'The public list of revoked ones does not have it.'),
    unless(
      isListed === (status === 'revoked'),
      'la liste publique des révoqués dit autre chose que nous',
      'the public list of revoked ones says otherwise than we do',
    ),
  );
}

/** The register's chain of acts, from the first one to the one that the certificate names. */
function ledgerCheck({ id, chain }: Certificate, history: readonly Entry[]): Check {
  const kept = history.slice(0, chain.sequence);
  if (kept.at(-1)?.hash === chain.hash) return chainCheck(kept, id);
  const wrong = say('la chaîne des actes ne finit pas où elle le doit', 'the chain of acts does not end where it must');
  return judge('ledger', say('', ''), [wrong]);
}
