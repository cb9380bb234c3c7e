/** A payment that came in, as a statement tells it. */
export interface Incoming {
  /** Cents of a euro. */
  cents: number;
  /** The day on which the bank booked it: `2026-11-28`. */
  bookedOn: string;
  /** The structured reference, then each line of free text. */
  texts: readonly string[];
  /** The bank's own id of it, when it gives one. */
  bankId?: string | undefined;
  endToEndId?: string | undefined;
  /** Who paid, and from where: where a surplus goes back to. */
  payer?: string | undefined;
  payerIban?: string | undefined;
  /** Where it stands in the file, from 1. */
  place: number;
}

/** What a file holds. */
export interface Statement {
  /** The account that it is of; none in a table. */
  iban?: string | undefined;
  incoming: Incoming[];
  /** Entries that are no payment that came in: debits, other currencies, not booked yet, taken back. */
  ignored: number;
}
