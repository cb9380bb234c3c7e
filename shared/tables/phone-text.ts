import { digitsTogether, phoneNumber } from '../fields/phone-number.ts';

/** What spreadsheets do to phone numbers, and what the number may have been. */
export interface PhoneText {
  /** As it was written, without what only forced it to be a text; null when it is no number at all. */
  text: string | null;
  fault?: {
    code: 'leading-zero-lost' | 'plus-lost' | 'scientific-notation' | 'not-a-phone';
    suggestion?: string;
  };
}

/** The ways to force a text in a cell: `'06…` and `="06…"`. */
const FORCED = /^(?:'|="?)?([^"]*)"?$/;

/** A phone number in a cell, by French habits: a suggestion is for a person to take, never taken by itself. */
export function readPhoneText(typed: string): PhoneText {
  const text = (FORCED.exec(typed)?.[1] ?? typed).trim();
  const digits = digitsTogether(text);
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) return { text: null, fault: { code: 'scientific-notation' } };
  if (/^[1-9]\d{8}$/.test(digits)) return { text, fault: { code: 'leading-zero-lost', suggestion: `0${digits}` } };
  if (/^33[1-9]\d{8}$/.test(digits)) return { text, fault: { code: 'plus-lost', suggestion: `+${digits}` } };
  return phoneOf(text) ? { text } : { text: null, fault: { code: 'not-a-phone' } };
}

/** The number in E.164: `+33612345678`; undefined when it is none. */
export function phoneOf(text: string): string | undefined {
  const digits = digitsTogether(text);
  const international = digits.replace(/^00(?=[1-9])/, '+').replace(/^0(?=[1-9]\d{8}$)/, '+33');
  const { success, data } = phoneNumber.safeParse(international);
  return success ? data : undefined;
}
