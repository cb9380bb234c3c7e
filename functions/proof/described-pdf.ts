import type { PDF } from '@libpdf/core';
import type { Locale } from '../../shared/text.ts';

interface Description {
  title: string;
  subject: string;
  generatedAt: Date;
  /** What it was drawn of, and the SHA-256 of that in hexadecimal. */
  describes: string;
  sha256: string;
  locale: Locale;
}

/**
 * The bytes of a PDF that says what a proof does. The SHA-256 of what it was drawn of stands among its keywords, as
 * `sha256:<hex>`, and makes its identifier: the same proof gives the same bytes.
 */
export async function describedPdf(
  pdf: PDF,
  { title, subject, generatedAt, describes, sha256, locale }: Description,
): Promise<Uint8Array> {
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setSubject(subject);
  pdf.setKeywords([describes, `sha256:${sha256}`]);
  pdf.setAuthor('Guichet');
  pdf.setCreator('Guichet');
  pdf.setLanguage(locale);
  pdf.setCreationDate(generatedAt);
  pdf.setModificationDate(generatedAt);
  return withId(await pdf.save(), sha256);
}

/** A PDF's identifier is made at random: made from the proof instead, it is the same each time. */
function withId(bytes: Uint8Array, sha256: string): Uint8Array {
  const id = `<${sha256.slice(0, 32).toUpperCase()}>`;
  const text = Buffer.from(bytes).toString('latin1');
  const at = text.lastIndexOf('/ID [<');
  if (at < 0) return bytes;
  const end = text.slice(at).replace(/^\/ID \[<[0-9A-F]{32}> <[0-9A-F]{32}>\]/, `/ID [${id} ${id}]`);
  return new Uint8Array(Buffer.from(text.slice(0, at) + end, 'latin1'));
}
