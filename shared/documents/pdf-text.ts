import type { PdfString } from '@libpdf/core';

/** A text string as written: UTF-8 and UTF-16 by their marks, else PDFDocEncoding (ISO 32000-2, 7.9.2.2). */
export function plainText(string: PdfString): string {
  const { bytes } = string;
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isUtf8 ? new TextDecoder().decode(bytes) : string.asString();
}

/** Control characters but the end of a line, halves of characters, and turns of direction: `exe.fdp` for `pdf.exe`. */
const unreadable = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** A text to be read: lines are kept, what nobody could read becomes a blank. */
export const readableText = (string: PdfString, longest: number): string =>
  plainText(string).replace(/\r\n?/g, '\n').replace(unreadable, ' ').trim().slice(0, longest).toWellFormed();

/** The same in one line. */
export const readableLine = (string: PdfString, longest: number): string =>
  readableText(string, longest).replace(/\s/g, ' ');
