import type * as pdfjs from 'pdfjs-dist';

const FOLDER = '/assets/pdfjs/';

/**
 * Reads a PDF with pdf.js, which is loaded here so that the page itself does not wait for it. One plain GET
 * of the whole file: a presigned address answers ranges only if its bucket says so, and documents are small.
 */
export async function openDocument(url: string): Promise<pdfjs.PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions }: typeof pdfjs = await import(`${FOLDER}pdf.min.mjs`);
  GlobalWorkerOptions.workerSrc = `${FOLDER}pdf.worker.min.mjs`;
  return getDocument({
    url,
    disableRange: true,
    cMapUrl: `${FOLDER}cmaps/`,
    iccUrl: `${FOLDER}iccs/`,
    standardFontDataUrl: `${FOLDER}standard_fonts/`,
    wasmUrl: `${FOLDER}wasm/`,
  }).promise;
}
