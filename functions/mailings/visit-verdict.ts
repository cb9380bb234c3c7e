import { after } from '../../shared/clock.ts';

/** Seconds after an email left in which nobody has read it yet: gateways look at links before they deliver. */
const TOO_SOON = 10;
/** Seconds in which a machine follows the links of an email; a person opens one, and reads. */
const AT_ONCE = 10;

/** Seconds for which a visit waits for its verdict: those of a machine come together. */
export const VERDICT_AFTER = 60;

interface Seen {
  /** When the email left; none as long as nobody said so. */
  sentAt: string | undefined;
  /** How many links it has that are led. */
  links: number;
  /** When each of its links was followed, this one among them. */
  visits: readonly { at: string }[];
}

/**
 * Who followed a link. Mailboxes and companies have every email looked at by machines, which follow its links, some in a
 * browser like anybody's: within moments of its arrival, and most of them at once. Whoever does so is taken for one; a
 * person who does loses a click that is counted, and nothing else.
 */
export function followedBy({ at }: { at: string }, { sentAt, links, visits }: Seen): 'person' | 'machine' {
  if (sentAt === undefined || new Date(at) < after(new Date(sentAt), TOO_SOON)) return 'machine';
  const together = visits.filter((other) => Math.abs(Date.parse(other.at) - Date.parse(at)) < AT_ONCE * 1000).length;
  return together > 1 && together > links / 2 ? 'machine' : 'person';
}
