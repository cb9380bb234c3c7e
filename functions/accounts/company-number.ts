/** Numbers by which companies are registered in Belgium (BCE, VAT) and France (SIREN, SIRET, VAT). */

const digitsOf = (text: string) => [...text].map(Number);

/** ISO/IEC 7812: from the right, every second digit twice. */
function isLuhn(number: string): boolean {
  const sum = digitsOf(number)
    .reverse()
    .map((digit, i) => (i % 2 ? digit * 2 : digit))
    .reduce((all, digit) => all + (digit > 9 ? digit - 9 : digit), 0);
  return sum % 10 === 0;
}

/** Ten digits, the first 0 or 1 (since 2023): the last two are 97 less the rest of the others by 97. */
function belgian(bare: string): string | undefined {
  const ten = bare.replace(/^BE/, '').padStart(10, '0');
  const isSound = /^[01]\d{9}$/.test(ten) && Number(ten.slice(8)) === 97 - (Number(ten.slice(0, 8)) % 97);
  return isSound ? `BE${ten}` : undefined;
}

const isSiren = (bare: string) => /^\d{9}$/.test(bare) && isLuhn(bare) && Number(bare) > 0;

/** La Poste has more offices than the rule gives numbers: theirs, but its seat's, add up to a multiple of five. */
const LA_POSTE = '356000000';
const SEAT_OF_LA_POSTE = '35600000000048';
const isSiret = (bare: string) =>
  /^\d{14}$/.test(bare) &&
  isSiren(bare.slice(0, 9)) &&
  (bare.startsWith(LA_POSTE) && bare !== SEAT_OF_LA_POSTE
    ? digitsOf(bare).reduce((a, b) => a + b) % 5 === 0
    : isLuhn(bare));

const frenchVat = (siren: string) => `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;

const bareOf = (typed: string) => typed.toUpperCase().replace(/[\s.\-/]/g, '');

/**
 * A company's number in its one spelling: `BE0825711609`; a SIREN, SIRET or French VAT number becomes what it is, without
 * spaces.
 * @returns undefined when it is none of that country
 */
export function companyNumberIn(country: string, typed: string): string | undefined {
  const bare = bareOf(typed);
  if (country === 'BE') return belgian(bare);
  if (country !== 'FR' && country !== 'MC') return bare || undefined;
  if (isSiren(bare) || isSiret(bare)) return bare;
  return /^FR\d{11}$/.test(bare) && isSiren(bare.slice(4)) && frenchVat(bare.slice(4)) === bare ? bare : undefined;
}

/** The number of a company for VAT, from its number where that says it all. */
export function vatNumberIn(country: string, typed: string): string | undefined {
  const number = companyNumberIn(country, typed);
  if (!number || country === 'BE' || !/^\d{9}(\d{5})?$/.test(number)) return number;
  return country === 'FR' || country === 'MC' ? frenchVat(number.slice(0, 9)) : number;
}

/** A number as its country writes it: `BE 0825.711.609`, `812 345 678`. */
export function numberWritten(number: string): string {
  const [, be] = /^BE(\d{10})$/.exec(number) ?? [];
  if (be) return `BE ${be.slice(0, 4)}.${be.slice(4, 7)}.${be.slice(7)}`;
  const [, prefix = '', siren = '', nic = ''] = /^(FR\d\d)?(\d{9})(\d{5})?$/.exec(number) ?? [];
  return siren ? [prefix, ...(siren.match(/.{3}/g) ?? []), nic].filter(Boolean).join(' ') : number;
}
