import { after, DAY } from '../../shared/clock.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Consent } from './consent.ts';
import { IN_STATE } from './consent-states.ts';
import type { Ground } from './consent-view.ts';
import type { Addressed } from './view-of-consent.ts';

/** Days before who has not answered may be asked again: the first time, and from then on. No answer is no consent. */
const RENEWED_AFTER = 30;
const LATER_RENEWED_AFTER = 180;

/** From when on the owner of an address who has not answered may be asked again. */
export const renewableAt = ({ asked, askedAt, createdAt }: Consent): Date =>
  after(new Date(askedAt ?? createdAt), (asked > 1 ? LATER_RENEWED_AFTER : RENEWED_AFTER) * DAY);

/** Why the owner of an address is not asked for their consent. */
export const NOT_ASKED = ['external', 'suppressed', 'refused', 'accepted', 'recently-asked', 'groundless'] as const;
export type NotAsked = (typeof NOT_ASKED)[number];

/** Why the owner of an address may not be asked now, whatever the ground: the first reason that applies. */
export function notAskedBecause(
  { known, suppression, consent }: Pick<Addressed, 'known' | 'suppression' | 'consent'>,
  now: Date,
): NotAsked | undefined {
  if (!known) return 'external';
  if (suppression) return 'suppressed';
  if (!consent) return undefined;
  const { status } = consent;
  if (status === 'accepted' || status === 'refused') return status;
  return IN_STATE[status].asking === 'renew' && now < renewableAt(consent) ? 'recently-asked' : undefined;
}

/** Why a contact of each kind may be asked, unless the caller says. */
const OF_RECORD: Readonly<Record<Contact['kind'], Ground>> = {
  customer: 'customer',
  supplier: 'professional',
  directory: 'professional',
};

/** On what ground a contact is asked, and who says so. */
export const groundOf = (contact: Contact, given: Ground | undefined) =>
  given
    ? ({ ground: given, groundFrom: 'caller' } as const)
    : ({ ground: OF_RECORD[contact.kind], groundFrom: 'record' } as const);
