/** A rate of VAT in percent, on the days from `from` to the one before `until`. */
interface Dated {
  rate: number;
  from?: string;
  until?: string;
}
type Rates = readonly (number | Dated)[];

const until = (day: string, rate: number): Dated => ({ rate, until: day });
const from = (day: string, rate: number): Dated => ({ rate, from: day });

/**
 * The rates that sales are made at, by country, the standard one first: which is right for what is sold is the merchant's
 * to know. They are the national rates as they stand in November 2026 (the Commission's « Taxes in Europe » database is the
 * place to check one); a change is one more line, from its day.
 */
const RATES: Readonly<Record<string, Rates>> = {
  AT: [20, 13, 10],
  BE: [21, 12, 6],
  BG: [20, 9],
  CH: [8.1, 3.8, 2.6],
  CY: [19, 9, 5, 3],
  CZ: [21, 12],
  DE: [19, 7],
  DK: [25],
  EE: [until('2025-07-01', 22), from('2025-07-01', 24), from('2025-01-01', 13), 9],
  ES: [21, 10, 4],
  FI: [25.5, until('2026-01-01', 14), from('2026-01-01', 13.5), 10],
  FR: [20, 10, 5.5, 2.1],
  GB: [20, 5],
  GP: [8.5, 2.1],
  GR: [24, 13, 6],
  HR: [25, 13, 5],
  HU: [27, 18, 5],
  IE: [23, 13.5, 9, 4.8],
  IT: [22, 10, 5, 4],
  LT: [21, until('2026-01-01', 9), from('2026-01-01', 12), 5],
  LU: [17, 14, 8, 3],
  LV: [21, 12, 5],
  MC: [20, 10, 5.5, 2.1],
  MQ: [8.5, 2.1],
  MT: [18, 12, 7, 5],
  NL: [21, 9],
  PL: [23, 8, 5],
  PT: [23, 13, 6],
  RE: [8.5, 2.1],
  RO: [
    until('2025-08-01', 19),
    from('2025-08-01', 21),
    until('2025-08-01', 9),
    from('2025-08-01', 11),
    until('2025-08-01', 5),
  ],
  SE: [25, 12, 6],
  SI: [22, 9.5, 5],
  SK: [23, 19, 5],
};

/** Sold without VAT: an exempt seller, an exempt thing, an export. */
const NONE = 0;

/**
 * The rates of a country on a day (`2026-11-28`), highest first, zero among them.
 * @returns undefined for a country whose rates are not known here: any may be typed
 */
export function ratesAt(country: string, day: string): number[] | undefined {
  const dated = Object.hasOwn(RATES, country) ? RATES[country] : undefined;
  const standing = dated?.flatMap((each) => {
    if (typeof each === 'number') return [each];
    const { rate, from: first = '', until: end = '9999' } = each;
    return first <= day && day < end ? [rate] : [];
  });
  return standing && [...new Set([...standing, NONE])].sort((a, b) => b - a);
}
