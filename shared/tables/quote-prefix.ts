/** What makes a spreadsheet read a text as a formula, and the quotes that we, or a person, put before it. */
const DANGEROUS = /^'*\s*[=+\-@\t\r]/;
/** Numbers and phone numbers begin so, and are none. */
const HARMLESS = /^[+-]?[\d\s.,()\u00a0\u202f-]+%?$/;

/** The text so that no spreadsheet runs it: a quote before it, which `undoQuotePrefix` takes away again. */
export const quotePrefixed = (text: string): string =>
  DANGEROUS.test(text) && !HARMLESS.test(text) ? `'${text}` : text;

export const undoQuotePrefix = (text: string): string =>
  text.startsWith("'") && DANGEROUS.test(text) ? text.slice(1) : text;
