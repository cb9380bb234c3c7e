import { LOCK_MODES } from '../../../shared/function/access.ts';
import { LOCALES, type Locale } from '../../../shared/text.ts';
import type { Told } from '../../proof/acts.ts';
import { agreed, type Backed, said } from '../../proof/backed.ts';
import type { Entry } from '../../proof/ledger.ts';
import { RECEIPT_KEPT, retentionOf } from '../../proof/retention.ts';
import { consentActs } from '../consent-acts.ts';
import type { Wording } from '../wording.ts';
import type { ConsentFacts } from './consent-proof.ts';
import { decisionIn } from './decision.ts';

/** What its seal tells, its chain, and when it was made: compared with the seals (`verify-seals`). */
type OfTheSeal = 'seal' | 'chain' | 'generatedAt';

/** What the acts say that were there when the receipt was sealed: what it is drawn of. */
export type ReceiptFacts = Pick<ConsentFacts, 'consent' | 'business' | 'decision' | 'request'>;

export function receiptBacking(chain: readonly Entry[]): Backed<ReceiptFacts> {
  const decision = decisionIn(chain);
  const [accepted] = consentActs.among(
    chain.filter((entry) => entry === decision),
    'accepted',
  );
  const [withdrawn] = consentActs.among(
    chain.filter((entry) => entry === decision),
    'withdrawn',
  );
  const asked = consentActs
    .among(chain, 'requested', 'renewed')
    .findLast(({ sequence }) => sequence < (decision?.sequence ?? 0));
  return {
    consent: {
      id: decision?.subject,
      email: agreed(said(decision, 'email'), accepted ? said(accepted, 'email') : undefined),
      status: decision && (decision.act === 'accepted' ? 'accepted' : 'refused'),
      purpose: 'mailings',
    },
    business: said(decision, 'business'),
    decision: decision && {
      act: decision.act,
      by: decision.actor.kind,
      at: decision.at,
      channel: said(decision, 'channel'),
      address: said(decision, 'address'),
      userAgent: said(decision, 'userAgent'),
      reason: said(withdrawn, 'reason'),
      wording: accepted && wordingBacking(accepted),
    },
    request: asked && {
      at: asked.at,
      asker: said(asked, 'asker'),
      company: said(asked, 'company'),
      ground: said(asked, 'ground'),
      groundFrom: said(asked, 'groundFrom'),
      perMonth: said(asked, 'perMonth'),
      wording: wordingBacking(asked),
      address: said(asked, 'address'),
      userAgent: said(asked, 'userAgent'),
    },
  };
}

/** What a consent's acts say of each field of its proof. */
export function consentBacking(chain: readonly Entry[]): Backed<Omit<ConsentFacts, OfTheSeal>> {
  const sealed = consentActs.among(chain, 'sealed').at(-1);
  const years = said(sealed, 'archiveYears');
  const lock = LOCK_MODES.find((mode) => mode === said(sealed, 'archiveLock'));
  return {
    ...receiptBacking(chain),
    receipt: {
      filename: said(sealed, 'filename'),
      sha256: said(sealed, 'sha256'),
      size: said(sealed, 'size'),
      pages: said(sealed, 'pages'),
      beside: undefined,
    },
    retention:
      sealed && typeof years === 'number' && lock
        ? retentionOf(new Date(sealed.at), years, lock, RECEIPT_KEPT)
        : undefined,
  };
}

type Shown = 'wording' | 'wordingVersion' | 'wordingSha256' | 'locale';

const wordingBacking = <Name extends string>(entry: Told<Name | Shown>): Backed<Wording> => ({
  text: said<Name | Shown>(entry, 'wording'),
  version: said<Name | Shown>(entry, 'wordingVersion'),
  sha256: said<Name | Shown>(entry, 'wordingSha256'),
  locale: said<Name | Shown>(entry, 'locale'),
});

/** The language in which the recipient was asked. */
export function localeOf(chain: readonly Entry[]): Locale {
  const stated = said(consentActs.among(chain, 'requested', 'renewed', 'accepted').at(-1), 'locale');
  return LOCALES.find((each) => each === stated) ?? 'fr';
}
