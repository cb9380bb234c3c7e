import { type PDF, PdfDict, PdfNull, PdfNumber, type PdfObject, type PdfRef } from '@libpdf/core';

/** The values of a document's signature fields, each once. One that leads nowhere counts as an empty dictionary. */
export const signatureDicts = (pdf: PDF): PdfDict[] => [...new Set(signatureFields(pdf).map(({ value }) => value))];

/** The fields of a document that are signed. A value that leads nowhere counts as an empty dictionary. */
export function signatureFields(pdf: PDF): { field: PdfDict; value: PdfDict }[] {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const found: { field: PdfDict; value: PdfDict }[] = [];
  const seen = new Set<PdfObject>();
  const visit = (field: PdfObject | undefined, inherited: string | undefined): void => {
    if (!(field instanceof PdfDict) || seen.has(field)) return;
    seen.add(field);
    const type = field.getName('FT', resolve)?.value ?? inherited;
    const isSigned = field.has('V') && !(field.get('V') instanceof PdfNull);
    if (type === 'Sig' && isSigned) found.push({ field, value: field.getDict('V', resolve) ?? new PdfDict() });
    const kids = field.getArray('Kids', resolve);
    for (let i = 0; i < (kids?.length ?? 0); i++) visit(kids!.at(i, resolve), type);
  };
  const fields = pdf.getCatalog().getDict('AcroForm', resolve)?.getArray('Fields', resolve);
  for (let i = 0; i < (fields?.length ?? 0); i++) visit(fields!.at(i, resolve), undefined);
  return found;
}

/** Whether a signature vouches for the pages: of a field, or of whoever granted usage rights (ISO 32000-1, 12.8.4). */
export function isSigned(pdf: PDF): boolean {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const permissions = pdf.getCatalog().getDict('Perms', resolve);
  return signatureDicts(pdf).length > 0 || [...(permissions ?? [])].length > 0;
}

/** Offsets in the file: of the value's `<`, after its `>`, and of the end of what the signature covers. */
export interface SignaturePlace {
  start: number;
  end: number;
  last: number;
}

/** Where a signature's value is, if its range is in the file and leaves out nothing but one `<…>`. */
export function signaturePlace(bytes: Uint8Array, dict: PdfDict): SignaturePlace | undefined {
  const range = [...(dict.getArray('ByteRange') ?? [])].map((item) => (item instanceof PdfNumber ? item.value : -1));
  if (range.length !== 4 || !range.every((value) => Number.isSafeInteger(value) && value >= 0)) return undefined;
  const [from, start, end, length] = range as [number, number, number, number];
  const last = end + length;
  const isGap =
    from === 0 && end - start > 2 && last <= bytes.length && bytes[start] === 0x3c && bytes[end - 1] === 0x3e;
  return isGap ? { start, end, last } : undefined;
}
