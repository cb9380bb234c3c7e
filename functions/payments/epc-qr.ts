import { renderSVG } from 'uqr';

interface Transfer {
  holder: string;
  iban: string;
  bic?: string | undefined;
  /** Cents of a euro: 1 to 99,999,999,999. */
  cents: number;
  rf: string;
}

/** EPC069-12: bytes of a whole code, and of a name. */
const LARGEST = 331;
const LONGEST_NAME = 70;

/**
 * What a banking app reads of a transfer (EPC069-12, version 002): lines, the reference in the structured one, where apps
 * put it into the field of the payment that statements give back.
 * @throws RangeError for an amount that a SEPA transfer cannot have
 */
export function epcText({ holder, iban, bic = '', cents, rf }: Transfer): string {
  if (!Number.isSafeInteger(cents) || cents < 1 || cents > 99_999_999_999)
    throw new RangeError(`${cents} cents cannot be transferred`);
  const amount = `EUR${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const text = ['BCD', '002', '1', 'SCT', bic, nameOf(holder), iban, amount, '', rf].join('\n');
  if (Buffer.byteLength(text) > LARGEST) throw new RangeError('An EPC code has 331 bytes at most');
  return text;
}

/** Cut to 70 characters, at a whole one, on one line. */
const nameOf = (holder: string) => [...holder.replace(/\s+/g, ' ').trim()].slice(0, LONGEST_NAME).join('');

/** The code as a picture (SVG). The level of correction is the standard's: a lower version boosted is another code. */
export const epcPicture = (transfer: Transfer): string =>
  renderSVG(epcText(transfer), { ecc: 'M', boostEcc: false, maxVersion: 13, border: 4 });
