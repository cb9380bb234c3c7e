import { type PDF, PdfArray, PdfDict, type PdfObject, type PdfRef } from '@libpdf/core';
import { type Stated, sha256, signCms } from './cms.ts';
import { OID } from './der.ts';
import type { DigestSigner } from './digest-signer.ts';
import {
  dateSyntax,
  dictSyntax,
  IncrementalUpdate,
  numberSyntax,
  pdfSyntax,
  textSyntax,
} from './incremental-update.ts';
import { type Faces, facesFor, Lettering } from './lettering.ts';
import { type OpenPdf, openPdf } from './open-pdf.ts';
import { pageSize } from './page-size.ts';
import { isSigned } from './signature-fields.ts';
import { drawMark, type MarkSheet, type SealMark } from './signature-mark.ts';
import { readTimestampToken, type TimestampAuthority } from './timestamp.ts';

export type { DigestSigner } from './digest-signer.ts';
export type { SealMark } from './signature-mark.ts';
export type { TimestampAuthority } from './timestamp.ts';

/** A seal that shows nothing on the pages. */
export interface PlainSeal extends Stated {
  /** When the signature is made, as the mark shows it. The time-stamp gives the time that counts. */
  at: Date;
  /** What people see of it, on a sheet of its own after the last page. */
  mark?: SealMark;
  reason: string;
  /** Whose signature this is, in full Unicode: readers show it in their signature panel. */
  signerName: string;
  location?: string;
}

export interface Seal extends PlainSeal {
  mark: SealMark;
}

export interface SealedPdf {
  bytes: Uint8Array;
  /** DER, as it stands in the signature. */
  timestampToken: Uint8Array;
  /** The time-stamp authority's time. */
  signedAt: Date;
  /**
   * `added-page`: on a sheet of its own after the last page. `invisible`: there is no mark, or the document bears an
   * earlier signature, which readers would declare broken by an added page; the signature is there, but shows nothing.
   */
  markPlacement: 'added-page' | 'invisible';
}

/** Enough for a chain of three certificates and the token of any known authority. */
const reservedBytes = 12 * 1024;

/**
 * Seals a PDF as PAdES-BASELINE-T (EN 319 142-1) by incremental update: the result begins with the original's exact
 * bytes, and earlier signatures still hold. The document must have passed `inspectPdf`. Rejects with what the signer or
 * the authority rejects with.
 */
export async function sealPdf(
  original: Uint8Array,
  seal: PlainSeal,
  keys: { signer: DigestSigner; tsa: TimestampAuthority },
): Promise<SealedPdf> {
  const document = await openPdf(original);
  const faces = await facesFor(JSON.stringify(seal.mark ?? ''));
  const chainBytes = keys.signer.certificateChain.reduce((sum, certificate) => sum + certificate.length, 0);
  let reserved = reservedBytes + chainBytes;
  for (;;) {
    const { bytes, signature, markPlacement } = prepare(document, original, seal, faces, reserved);
    const digest = sha256(bytes.subarray(0, signature.start), bytes.subarray(signature.end));
    let timestampToken = new Uint8Array();
    const cms = await signCms(
      { contentType: OID.data, digest, evidenceOf: seal.evidenceOf, chainHead: seal.chainHead },
      keys.signer,
      async (value) => {
        timestampToken = new Uint8Array(await keys.tsa.stamp(sha256(value)));
        return timestampToken;
      },
    );
    if (cms.length > reserved) {
      reserved = cms.length + 1024;
      continue;
    }
    bytes.write(Buffer.from(cms).toString('hex'), signature.start + 1, 'latin1');
    return {
      bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length),
      timestampToken,
      signedAt: readTimestampToken(timestampToken).genTime,
      markPlacement,
    };
  }
}

/** The document with everything but the signature's value, whose place is `<000…>` from `start` to `end`. */
function prepare({ pdf, chain }: OpenPdf, original: Uint8Array, seal: PlainSeal, faces: Faces, reserved: number) {
  const update = new IncrementalUpdate(pdf, original, chain);
  const { mark } = seal;
  const markPlacement = mark && !isSigned(pdf) ? 'added-page' : 'invisible';
  const dict = signatureDict(seal, reserved);
  const value = update.add(dict.body);
  const field = update.reserve();
  const widget =
    mark && markPlacement === 'added-page'
      ? addMark(pdf, update, { mark, at: seal.at }, new Lettering(faces), field)
      : { page: pdf.getPage(0)!.ref, rect: '[0 0 0 0]', appearance: '' };
  // Each seal makes the document longer: its length names the field apart from earlier ones.
  const name = `Signature-${original.length}`;
  // Flags: print, locked.
  update.write(
    field,
    `<</Type /Annot /Subtype /Widget /FT /Sig /F 132 /T (${name}) /TU ${textSyntax([mark?.title, seal.signerName].filter(Boolean).join(' – '))}` +
      ` /V ${pdfSyntax(value)} /P ${pdfSyntax(widget.page)} /Rect ${widget.rect}${widget.appearance}>>`,
  );
  addField(pdf, update, field, markPlacement === 'invisible');
  const { bytes, bodyAt } = update.toBytes();
  const start = bodyAt(value) + dict.contentsAt;
  const end = start + reserved * 2 + 2;
  bytes.write(`[0 ${start} ${end} ${bytes.length - end}]`, bodyAt(value) + dict.rangeAt, 'latin1');
  return { bytes, signature: { start, end }, markPlacement } as const;
}

/** `[0 n n n]`, numbers of ten digits at most. */
const rangeWidth = 36;

/** With blanks and zeros where the range and the value will be: at known places, whatever a name may spell. */
function signatureDict(seal: PlainSeal, reserved: number) {
  const head =
    `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ${dateSyntax(seal.at)}` +
    ` /Name ${textSyntax(seal.signerName)} /Reason ${textSyntax(seal.reason)}` +
    `${seal.location ? ` /Location ${textSyntax(seal.location)}` : ''}\n/ByteRange `;
  const upToContents = `${head}${' '.repeat(rangeWidth)}\n/Contents `;
  return {
    body: `${upToContents}<${'0'.repeat(reserved * 2)}>>>`,
    rangeAt: head.length,
    contentsAt: upToContents.length,
  };
}

/** Adds the sheets after the last page, with its format, and hangs the signature's widget on the first of them. */
function addMark(
  pdf: PDF,
  update: IncrementalUpdate,
  { mark, at }: { mark: SealMark; at: Date },
  letters: Lettering,
  field: PdfRef,
) {
  const last = pdf.getPage(pdf.getPageCount() - 1)!;
  const { width, height } = pageSize(pdf, last.dict);
  const sheets = drawMark(letters, mark, at, width, height);
  const resources = pdfSyntax(letters.resources((object) => update.register(object)));
  const catalog = pdf.getCatalog();
  const tree = catalog.getRef('Pages')!;
  const size = `[0 0 ${numberSyntax(width)} ${numberSyntax(height)}]`;
  // Everything a page may inherit is set, so that nothing odd is.
  const pages = sheets.map((sheet) =>
    update.add(
      `<</Type /Page /Parent ${pdfSyntax(tree)} /MediaBox ${size} /CropBox ${size} /Rotate 0 /Resources ${resources}` +
        ` /Contents ${pdfSyntax(update.addStream('', sheet.content))}${sheet.seal ? ` /Annots [${pdfSyntax(field)}]` : ''}>>`,
    ),
  );
  const node = pdf.getObject(tree) as PdfDict;
  const kids = [...(node.getArray('Kids', pdf.getObject.bind(pdf)) ?? []), ...pages];
  update.write(
    tree,
    dictSyntax(node, { Kids: `[${kids.map(pdfSyntax).join(' ')}]`, Count: String(pdf.getPageCount() + pages.length) }),
  );
  return { page: pages[0]!, ...widgetOf(update, sheets[0]!, resources) };
}

function widgetOf(update: IncrementalUpdate, { seal }: MarkSheet, resources: string) {
  if (!seal) throw new Error('The first sheet bears the signature.');
  const [left, bottom, right, top] = seal.rect;
  const box = `[0 0 ${numberSyntax(right - left)} ${numberSyntax(top - bottom)}]`;
  const form = update.addStream(`/Type /XObject /Subtype /Form /BBox ${box} /Resources ${resources}`, seal.content);
  return { rect: `[${seal.rect.map(numberSyntax).join(' ')}]`, appearance: ` /AP <</N ${pdfSyntax(form)}>>` };
}

/** Registers the signature field in the document's form, wherever its parts stand, and on its page if that one was there. */
function addField(pdf: PDF, update: IncrementalUpdate, field: PdfRef, onFirstPage: boolean): void {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const catalog = pdf.getCatalog();
  const form = catalog.getDict('AcroForm', resolve) ?? new PdfDict();
  // SigFlags: signatures exist, append only.
  const formSyntax = dictSyntax(form, { Fields: appended(form.get('Fields', resolve), field), SigFlags: '3' });
  const formRef = catalog.getRef('AcroForm');
  if (formRef) update.write(formRef, formSyntax);
  else update.write(pdf.context.info.trailer.getRef('Root')!, dictSyntax(catalog, { AcroForm: formSyntax }));
  if (onFirstPage) {
    const page = pdf.getPage(0)!;
    update.write(page.ref, dictSyntax(page.dict, { Annots: appended(page.dict.get('Annots', resolve), field) }));
  }
}

function appended(array: PdfObject | undefined, item: PdfRef): string {
  const items = array instanceof PdfArray ? [...array] : [];
  return `[${[...items, item].map(pdfSyntax).join(' ')}]`;
}
