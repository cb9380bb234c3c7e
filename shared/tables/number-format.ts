import { plainNumber } from './cell.ts';

/** What a format of numbers makes of one (ECMA-376 part 1, 18.8.30 and 18.8.31). */
export interface NumberFormat {
  hasDate: boolean;
  hasTime: boolean;
  /** `[h]:mm`: hours that do not begin again at 24. */
  isElapsed: boolean;
  /** As a French spreadsheet draws it; undefined when that is just its digits, or more than we draw. */
  show(value: number): string | undefined;
}

interface Section {
  condition: ((value: number) => boolean) | undefined;
  tokens: readonly Token[];
}
interface Token {
  kind: 'digit' | 'point' | 'comma' | 'percent' | 'text' | 'date' | 'time' | 'elapsed' | 'beyond';
  text: string;
}

/** Formats that a file names by number alone; those of dates in other scripts are dates all the same. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '#,##0 "€";-#,##0 "€"',
  6: '#,##0 "€";[Red]-#,##0 "€"',
  7: '#,##0.00 "€";-#,##0.00 "€"',
  8: '#,##0.00 "€";[Red]-#,##0.00 "€"',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  37: '#,##0;-#,##0',
  38: '#,##0;[Red]-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;[Red]-#,##0.00',
  41: '#,##0;-#,##0',
  42: '#,##0 "€";-#,##0 "€"',
  43: '#,##0.00;-#,##0.00',
  44: '#,##0.00 "€";-#,##0.00 "€"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
};
const isOtherDate = (id: number) => (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id >= 57;
const isOtherTime = (id: number) => (id >= 32 && id <= 35) || id === 55 || id === 56;

const known = new Map<string, NumberFormat>();

/** A format by its code, or by the number of one that is built in. */
export function numberFormat(code: string | number): NumberFormat {
  const text = typeof code === 'string' ? code : builtIn(code);
  const found = known.get(text);
  if (found) return found;
  const format = read(text);
  // Files bring formats of their own: what is remembered has an end.
  if (known.size >= 1_000) known.clear();
  known.set(text, format);
  return format;
}

function builtIn(id: number): string {
  if (id > 58) return 'General';
  return BUILT_IN[id] ?? (isOtherDate(id) ? 'dd/mm/yyyy' : isOtherTime(id) ? 'h:mm:ss' : 'General');
}

const GENERAL = /^(general|standard)$/i;

function read(code: string): NumberFormat {
  const sections = sectionsOf(code);
  const first = sections[0]?.tokens ?? [];
  const has = (kind: Token['kind']) => first.some((token) => token.kind === kind);
  return {
    hasDate: has('date'),
    hasTime: has('time') || has('elapsed'),
    isElapsed: has('elapsed'),
    show: (value) => {
      const shown = GENERAL.test(code) ? undefined : drawn(sections, value);
      return shown === plainNumber(value) ? undefined : shown;
    },
  };
}

const TOKEN =
  /"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(am\/pm|a\/p)|(general)|(e[+-])|([0#?])|([.,%;@/])|(y+|m+|d+|h+|s+|b+|g+|e+)|(.)/gisu;

function sectionsOf(code: string): Section[] {
  const sections: { condition: Section['condition']; tokens: Token[] }[] = [{ condition: undefined, tokens: [] }];
  for (const [all, quoted, escaped, bracket, noon, general, exponent, digit, sign, letters, other] of code.matchAll(
    TOKEN,
  )) {
    const section = sections.at(-1) as (typeof sections)[number];
    const add = (kind: Token['kind'], text = all) => section.tokens.push({ kind, text });
    if (sign === ';') sections.push({ condition: undefined, tokens: [] });
    else if (bracket !== undefined) {
      if (/^(h+|m+|s+)$/i.test(bracket)) add('elapsed');
      else if (bracket.startsWith('$')) add('text', bracket.slice(1).replace(/-[^-]*$/, ''));
      else section.condition ??= conditionOf(bracket);
    } else if (noon) add('time');
    else if (letters) add(/^[hs]/i.test(letters) ? 'time' : 'date', letters.toLowerCase());
    else if (digit) add('digit');
    else if (general || exponent || sign === '@' || sign === '/') add('beyond');
    else if (sign === '.') add('point');
    else if (sign === ',') add('comma');
    else if (sign === '%') add('percent');
    else if (all.startsWith('_')) add('text', ' ');
    else if (!all.startsWith('*')) add('text', quoted ?? escaped ?? other ?? '');
  }
  return sections.map(({ condition, tokens }) => ({ condition, tokens: withMinutes(tokens) }));
}

/** `m` is a minute after hours or before seconds, a month elsewhere. */
function withMinutes(tokens: readonly Token[]): Token[] {
  const letters = tokens.filter(({ kind }) => kind === 'date' || kind === 'time' || kind === 'elapsed');
  const isMinute = (token: Token) => {
    const at = letters.indexOf(token);
    const [before, after] = [letters[at - 1], letters[at + 1]];
    return /^\[?h/i.test(before?.text ?? '') || /^\[?s/i.test(after?.text ?? '');
  };
  return tokens.map((token) =>
    token.kind === 'date' && /^mm?$/.test(token.text) && isMinute(token) ? { ...token, kind: 'time' } : token,
  );
}

function conditionOf(bracket: string): Section['condition'] {
  const [, sign, number] = /^(<=|>=|<>|<|>|=)(-?[\d.]+)$/.exec(bracket.trim()) ?? [];
  const than = Number(number);
  switch (sign) {
    case '<':
      return (value) => value < than;
    case '<=':
      return (value) => value <= than;
    case '>':
      return (value) => value > than;
    case '>=':
      return (value) => value >= than;
    case '=':
      return (value) => value === than;
    case '<>':
      return (value) => value !== than;
    default:
      return undefined;
  }
}

function drawn(sections: readonly Section[], value: number): string | undefined {
  const at = sectionFor(sections, value);
  const tokens = sections[at]?.tokens ?? [];
  const isSigned = value < 0 && at === 0;
  const text = drawnNumber(tokens, Math.abs(value));
  return text === undefined ? undefined : `${isSigned && /[1-9]/.test(text) ? '-' : ''}${text}`.trim();
}

/** One section for all, or positive, negative and zero; their own conditions come first. */
function sectionFor(sections: readonly Section[], value: number): number {
  if (sections.some(({ condition }) => condition)) {
    const at = sections.findIndex(({ condition }) => !condition || condition(value));
    return Math.max(at, 0);
  }
  if (value < 0 && sections.length > 1) return 1;
  return value === 0 && sections.length > 2 ? 2 : 0;
}

function drawnNumber(tokens: readonly Token[], value: number): string | undefined {
  if (tokens.some(({ kind }) => kind === 'beyond' || kind === 'date' || kind === 'time' || kind === 'elapsed')) {
    return undefined;
  }
  const point = tokens.findIndex(({ kind }) => kind === 'point');
  const whole = point < 0 ? tokens : tokens.slice(0, point);
  const after = point < 0 ? [] : tokens.slice(point + 1);
  const lastDigit = whole.findLastIndex(({ kind }) => kind === 'digit');
  const isGrouped = whole.slice(0, lastDigit).some(({ kind }) => kind === 'comma');
  const thousands = whole.slice(lastDigit + 1).filter(({ kind }) => kind === 'comma').length;
  const hundreds = tokens.filter(({ kind }) => kind === 'percent').length;
  const places = after.filter(({ kind }) => kind === 'digit');
  const fixed = rounded((value * 100 ** hundreds) / 1000 ** thousands, places.length);
  if (lastDigit < 0 && places.length === 0) return tokens.map(literal).join('');
  const [digits = '', decimals = ''] = fixed.split('.');
  const shownDecimals = after.length ? drawnDecimals(after, decimals) : '';
  return `${drawnWhole(whole, digits === '0' ? '' : digits, isGrouped)}${point < 0 ? '' : ','}${shownDecimals}`;
}

const literal = ({ kind, text }: Token) => (kind === 'text' ? text : kind === 'percent' ? '%' : '');

function drawnWhole(tokens: readonly Token[], digits: string, isGrouped: boolean): string {
  let left = tokens.filter(({ kind }) => kind === 'digit').length;
  let text = '';
  let hasDigits = false;
  const put = (digit: string, fromRight: number) => {
    text += digit;
    hasDigits ||= digit !== '';
    if (isGrouped && hasDigits && fromRight > 0 && fromRight % 3 === 0) text += ' ';
  };
  let isFirst = true;
  for (const token of tokens) {
    if (token.kind !== 'digit') {
      text += literal(token);
      continue;
    }
    if (isFirst) for (let at = digits.length - 1; at >= left; at--) put(digits[digits.length - 1 - at] ?? '', at);
    isFirst = false;
    left--;
    put(digits[digits.length - 1 - left] ?? PADDING[token.text] ?? '', left);
  }
  return text;
}

const PADDING: Readonly<Record<string, string>> = { '0': '0', '?': ' ' };

function drawnDecimals(tokens: readonly Token[], decimals: string): string {
  const places = tokens.filter(({ kind }) => kind === 'digit');
  const lastAsked = places.findLastIndex(({ text }) => text === '0');
  const lastThere = [...decimals].findLastIndex((digit) => digit !== '0');
  let at = 0;
  return tokens
    .map((token) => {
      if (token.kind !== 'digit') return literal(token);
      const place = at++;
      return place <= Math.max(lastAsked, lastThere) ? (decimals[place] ?? '0') : token.text === '?' ? ' ' : '';
    })
    .join('');
}

const roundings = new Map<number, Intl.NumberFormat>();

/** Half up on the digits that a person sees: 1.005 is 1.01, though the number behind it is a little less. */
function rounded(value: number, places: number): string {
  const digits = Math.min(places, 30);
  let rounding = roundings.get(digits);
  if (!rounding) {
    rounding = new Intl.NumberFormat('en', {
      useGrouping: false,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    roundings.set(digits, rounding);
  }
  return rounding.format(String(Number(value.toPrecision(15))) as Intl.StringNumericLiteral);
}
