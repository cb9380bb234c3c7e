import { type PdfDict, PdfNumber } from '@libpdf/core';
import { OID } from '../../shared/documents/der.ts';
import { openPdf } from '../../shared/documents/open-pdf.ts';
import { firstElement } from '../../shared/documents/timestamp.ts';
import { verifyCms } from '../../shared/documents/verify-cms.ts';

/** The signature of a PDF that comes last in the file, as far as it can be read without judging it. */
export interface LastSignature {
  reason: string | undefined;
  /** The signature's value is what stands between: bytes before, bytes after. */
  before: number;
  after: number;
  /** DER, without its padding. */
  cms: Uint8Array;
  signatureValue: Uint8Array;
  timestampToken: Uint8Array | undefined;
}

/** Nothing when the file bears no signature that can be read. Whether it holds is for `verifySealedPdf` to say. */
export async function lastSignature(bytes: Uint8Array): Promise<LastSignature | undefined> {
  try {
    const fields = (await openPdf(bytes)).pdf.getForm()?.getSignatureFields() ?? [];
    const [last] = fields
      .flatMap((field) => field.getSignatureDict() ?? [])
      .map((dict) => ({ dict, range: numbers(dict) }))
      .sort((a, b) => b.range[2] - a.range[2]);
    if (!last) return undefined;
    const [, before, resume, after] = last.range;
    const hex = Buffer.from(bytes.subarray(before + 1, resume - 1)).toString('latin1');
    const cms = firstElement(new Uint8Array(Buffer.from(hex, 'hex')));
    const { signatureValue, timestampToken } = verifyCms(cms, OID.data, []);
    return { reason: last.dict.getString('Reason')?.asString(), before, after, cms, signatureValue, timestampToken };
  } catch {
    // A hostile file makes the parsers throw errors of every kind; that it is unreadable is the only answer there is.
    return undefined;
  }
}

function numbers(dict: PdfDict): [number, number, number, number] {
  const values = [...(dict.getArray('ByteRange') ?? [])].map((item) => (item instanceof PdfNumber ? item.value : 0));
  const [from = 0, before = 0, resume = 0, after = 0] = values;
  return [from, before, resume, after];
}
