import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Which layers are drawn. */
export type ShownLayers = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>;

/**
 * The boxes of the page's layers, by which a person sees all that a reader's panel could show. `redraw` is called when one
 * was switched. Without the script they are a list: each says how it is in print.
 */
export async function layerSwitches(pdf: PDFDocumentProxy, redraw: () => void): Promise<ShownLayers | undefined> {
  const boxes = document.querySelectorAll<HTMLInputElement>('[data-layer]');
  if (boxes.length === 0) return undefined;
  const config = await pdf.getOptionalContentConfig();
  for (const box of boxes) {
    box.hidden = box.disabled = false;
    box.addEventListener('change', () => {
      // Each alone, whatever groups of one choice there are: a reader may show any of them together.
      config.setVisibility(box.dataset.layer ?? '', box.checked, false);
      redraw();
    });
  }
  return config;
}
