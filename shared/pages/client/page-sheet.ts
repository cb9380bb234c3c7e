import type { PDFPageProxy } from 'pdfjs-dist';
import type { ShownLayers } from './layer-switches.ts';
import { type PageGrid, pageGrid } from './page-grid.ts';

/** A part of a page: one canvas, once it is drawn. */
export interface Part {
  readonly sheet: PageSheet;
  readonly element: HTMLElement;
  readonly column: number;
  readonly row: number;
}

/** A page in its frame. It has no parts until it is laid out as its own size says; its room is a guess until then. */
export class PageSheet {
  readonly figure = document.createElement('figure');
  readonly #sheet = document.createElement('div');
  readonly #text = document.createElement('div');
  readonly #unseen = new Set<Part>();
  #page: PDFPageProxy | undefined;
  #grid: PageGrid | undefined;
  #zoom = 1;

  constructor(label: string, like: PDFPageProxy, room: number) {
    this.figure.setAttribute('role', 'group');
    this.figure.setAttribute('aria-label', label);
    this.#sheet.className = 'sheet';
    this.#text.className = 'visually-hidden';
    this.figure.append(this.#sheet, this.#text);
    this.#shape(like, room);
  }

  /** Lays the page out; `room` is its frame's width in CSS pixels. Gives back its parts, none of them drawn. */
  async layOut(page: PDFPageProxy, room: number, noText: string): Promise<Part[]> {
    this.#page = page;
    const { columns, rows } = this.#shape(page, room);
    const parts = Array.from({ length: columns * rows }, (_, i): Part => {
      const element = document.createElement('div');
      return { sheet: this, element, column: i % columns, row: Math.floor(i / columns) };
    });
    for (const part of parts) this.#unseen.add(part);
    this.#sheet.append(...parts.map(({ element }) => element));
    this.#text.textContent = (await textOf(page)) || noText;
    return parts;
  }

  /** Resolves when the part is on its canvas, whole. */
  async draw({ element, column, row }: Part, layers?: ShownLayers): Promise<void> {
    const [page, grid] = [this.#page, this.#grid];
    if (!page || !grid) return;
    const cut = (pixels: number, index: number, count: number) => Math.round((pixels * index) / count);
    const [left, top] = [cut(grid.width, column, grid.columns), cut(grid.height, row, grid.rows)];
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    canvas.width = cut(grid.width, column + 1, grid.columns) - left;
    canvas.height = cut(grid.height, row + 1, grid.rows) - top;
    const scale = grid.width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale, offsetX: -left, offsetY: -top });
    await page.render({ canvas, viewport, ...(layers && { optionalContentConfigPromise: Promise.resolve(layers) }) })
      .promise;
    element.replaceChildren(canvas);
  }

  /** A part was before the person's eyes. Gives back whether all parts have been by now. */
  saw(part: Part): boolean {
    this.#unseen.delete(part);
    return this.#unseen.size === 0;
  }

  /** The page's room and that of its parts: what is below must not jump. */
  #shape(page: PDFPageProxy, room: number): PageGrid {
    const screen = { width: innerWidth, height: innerHeight };
    const grid = pageGrid(page.getViewport({ scale: 1 }), { width: room, screen, pixelRatio: devicePixelRatio });
    this.#grid = grid;
    this.#sheet.style.inlineSize = `${100 * grid.across * this.#zoom}%`;
    this.#sheet.style.aspectRatio = `1 / ${grid.ratio}`;
    this.#sheet.style.gridTemplate = `repeat(${grid.rows}, 1fr) / repeat(${grid.columns}, 1fr)`;
    this.#reach();
    return grid;
  }

  /** Shows the page this many times as wide as its frame. What was drawn stays: it has pixels to spare. */
  zoom(times: number): void {
    this.#zoom = times;
    this.#sheet.style.inlineSize = `${100 * (this.#grid?.across ?? 1) * times}%`;
    this.#reach();
  }

  /** What is moved sideways must be within reach of the keyboard. */
  #reach(): void {
    if ((this.#grid?.across ?? 1) * this.#zoom > 1) this.figure.tabIndex = 0;
    else this.figure.removeAttribute('tabindex');
  }
}

/** The page's own text, for who does not see the canvas. */
async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
  return text.join('').trim();
}
