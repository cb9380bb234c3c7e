import { type PDF, PdfArray, PdfDict, type PdfObject, type PdfRef } from '@libpdf/core';
import { signatureFields } from './signature-fields.ts';

/**
 * Whether adding a signature would break what the author of a document, or one of its signers, has laid down: certified
 * with no change allowed (DocMDP, P=1), every field locked to come included (FieldMDP of `All` or `Exclude`, ISO 32000-1,
 * 12.8.2), or opened to Acrobat's users within limits that no other program may touch (usage rights, 12.8.2.3). P=2 and
 * P=3 let signatures be added: ours is then invisible and adds no page, which is what validators grant them.
 */
export function forbidsSealing(pdf: PDF): boolean {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const permissions = pdf.getCatalog().getDict('Perms', resolve);
  if (permissions?.has('UR') || permissions?.has('UR3')) return true;
  const certifier = permissions?.getDict('DocMDP', resolve);
  const signed = signatureFields(pdf);
  const references = [certifier, ...signed.map(({ value }) => value)].flatMap((value) => listed(value, resolve));
  return (
    (permissions?.has('DocMDP') && !certifier) ||
    references.some((reference) => locks(reference, resolve)) ||
    // A lock of the field itself counts from its signature on (ISO 32000-2, table 237).
    signed.some(({ field }) => allowsNothing(field.getDict('Lock', resolve), resolve))
  );
}

type Resolve = (ref: PdfRef) => PdfObject | null;

const listed = (signature: PdfDict | undefined, resolve: Resolve): PdfDict[] => {
  const references = signature?.get('Reference', resolve);
  const all = references instanceof PdfArray ? [...references].map((_, i) => references.at(i, resolve)) : [references];
  return all.filter((reference) => reference instanceof PdfDict);
};

function locks(reference: PdfDict, resolve: Resolve): boolean {
  const parameters = reference.getDict('TransformParams', resolve);
  const method = reference.getName('TransformMethod', resolve)?.value;
  if (method === 'DocMDP') return ![2, 3].includes(parameters?.getNumber('P', resolve)?.value ?? 2);
  return method === 'FieldMDP' && parameters?.getName('Action', resolve)?.value !== 'Include';
}

const allowsNothing = (lock: PdfDict | undefined, resolve: Resolve): boolean =>
  lock?.getNumber('P', resolve)?.value === 1;
