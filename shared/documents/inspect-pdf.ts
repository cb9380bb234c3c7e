import type { PDF } from '@libpdf/core';
import type { EmbeddedFile } from './attachments.ts';
import { type BesidePages, BesidePagesReader } from './beside-pages.ts';
import { forbidsSealing } from './certification.ts';
import { openChecked } from './open-pdf.ts';
import { TwoReadingsError } from './pdf-tokens.ts';
import { walkDocument } from './reachable-objects.ts';
import { maxPages, type PdfRefusal, PdfRefused } from './refusals.ts';
import { signatureDicts, signaturePlace } from './signature-fields.ts';
import { unshownContent } from './unshown-content.ts';
import { headerAt, PdfBombError, readXrefChain, type XrefChain } from './xref-chain.ts';

export { type PdfRefusal, refusalMessage } from './refusals.ts';

export type PdfInspection = { ok: true; pages: number; beside?: BesidePages } | { ok: false; reason: PdfRefusal };

/** More pages than any document has: a made-up number that exhausts who believes it. */
const absurdPageCount = 100_000;

/**
 * Whether a file is a sound PDF that can be shown, signed and sealed, how many pages it has and what
 * it holds beside them, if anything. Nothing is repaired:
 * a document that has to be guessed at is refused. Cheap on hostile files: what the parser would inflate is first
 * inflated here under a hard limit. `mostPages` is for those that nobody has to read before signing.
 */
export async function inspectPdf(bytes: Uint8Array, mostPages = maxPages): Promise<PdfInspection> {
  if (headerAt(bytes) === undefined) return refuse('not-a-pdf');
  let chain: XrefChain;
  try {
    chain = readXrefChain(bytes);
  } catch (error) {
    return refuse(reasonOf(error));
  }
  if (chain.trailer.has('Encrypt')) return refuse('encrypted');
  try {
    const pdf = await openChecked(bytes, chain);
    const declared = pdf.getCatalog().getDict('Pages', pdf.getObject.bind(pdf))?.getNumber('Count')?.value ?? 0;
    if (declared > absurdPageCount) return refuse('bomb');
    const pages = pdf.getPageCount();
    if (pages === 0 && declared === 0) return refuse('empty');
    if (pages !== declared) return refuse('damaged');
    if (pages > mostPages) return refuse('too-many-pages');
    const beside = readBeside(pdf, bytes, chain);
    // A range made up beforehand could point into what sealing will add.
    if (signatureDicts(pdf).some((dict) => !signaturePlace(bytes, dict))) return refuse('broken-signature');
    if (forbidsSealing(pdf)) return refuse('no-change-allowed');
    if (!(await areSafe(beside.attachments))) return refuse('unsafe-attachment');
    const isBare = Object.values(beside).every((all) => all.length === 0);
    return { ok: true, pages, ...(!isBare && { beside }) };
  } catch (error) {
    if (error instanceof PdfRefused) return refuse(error.reason);
    // The parser reports a malformed file with errors of many kinds, down to an exhausted stack.
    return refuse(reasonOf(error));
  }
}

/** Reads all that can be reached in the document. Throws `PdfRefused` for what the signer could not see. */
function readBeside(pdf: PDF, bytes: Uint8Array, chain: XrefChain): BesidePages {
  const beside = new BesidePagesReader();
  walkDocument(pdf, bytes, chain, (dict, resolve) => {
    const reason = unshownContent(dict, resolve);
    if (reason) throw new PdfRefused(reason);
    beside.visit(dict, resolve);
  });
  return beside.read(pdf);
}

/** A PDF inside another is held to the same rules, and holds nothing beside its own pages. */
async function areSafe(files: readonly EmbeddedFile[]): Promise<boolean> {
  for (const { bytes } of files.filter(({ name, bytes: of }) => /\.pdf$/i.test(name) || headerAt(of) !== undefined)) {
    const inner = await inspectPdf(bytes);
    if (!inner.ok || inner.beside) return false;
  }
  return true;
}

const refuse = (reason: PdfRefusal): PdfInspection => ({ ok: false, reason });

function reasonOf(error: unknown): PdfRefusal {
  if (error instanceof PdfBombError) return 'bomb';
  return error instanceof TwoReadingsError ? 'two-readings' : 'damaged';
}
