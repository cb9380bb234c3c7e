import type { PDFDocumentProxy } from 'pdfjs-dist';
import { layerSwitches, type ShownLayers } from './layer-switches.ts';
import { PageSheet, type Part } from './page-sheet.ts';

/** Canvases kept at once: a phone's browser gives up beyond a few hundred MB of them. */
const KEPT = 8;
/** A band across the middle of the screen: what reaches it is being looked at, whatever its height. */
const MIDDLE = '-45% 0px';
const NEAR = '100% 0px';

/** The pages of a document, one under the other; each part of them is drawn when it comes near the screen. */
export class PageViews {
  readonly #viewer: HTMLElement;
  readonly #pdf: PDFDocumentProxy;
  readonly #onSeen: (page: number) => void;
  readonly #onReached: (page: number, of: number) => void;
  readonly #sheets: PageSheet[] = [];
  readonly #laidOut = new Set<PageSheet>();
  /** Parts that hold a canvas, and those about to. */
  readonly #drawn = new Set<Part>();
  readonly #drawing = new Set<Part>();
  readonly #close = new Set<Part>();
  readonly #lookedAt = new Set<Part>();
  readonly #near = watcher(NEAR);
  readonly #middle = watcher(MIDDLE);
  #layers: ShownLayers | undefined;

  /**
   * `onSeen` is told each page (from 1) of which every part was drawn and went through the middle of the screen,
   * `onReached` each that comes there.
   */
  constructor(
    viewer: HTMLElement,
    pdf: PDFDocumentProxy,
    onSeen: (page: number) => void,
    onReached: (page: number, of: number) => void,
  ) {
    this.#viewer = viewer;
    this.#pdf = pdf;
    this.#onSeen = onSeen;
    this.#onReached = onReached;
  }

  /** Resolves when the first page is drawn, or what a screen shows of it. */
  async start(): Promise<void> {
    this.#layers = await layerSwitches(this.#pdf, () => this.#redraw());
    const first = await this.#pdf.getPage(1);
    for (let number = 1; number <= this.#pdf.numPages; number++)
      this.#sheets.push(new PageSheet(this.#label(number), first, this.#viewer.clientWidth));
    this.#viewer.append(...this.#sheets.map(({ figure }) => figure));
    const parts = await this.#layOut(1);
    await this.#draw(parts[0]!);
    // What is first on the screen has been looked at, were it shorter than half of it.
    if (parts.length === 1) this.#see(parts[0]!);
    this.#sheets.forEach(({ figure }, index) => {
      this.#near.observe(figure, (near) => {
        if (near) this.#layOut(index + 1).catch(console.error);
      });
    });
  }

  /** Shows every page this many times as wide as the viewer; what is at the middle of the screen stays there. */
  zoom(times: number): void {
    const here = [...this.#lookedAt][0]?.element;
    const before = here?.getBoundingClientRect();
    for (const sheet of this.#sheets) sheet.zoom(times);
    if (!here || !before) return;
    const after = here.getBoundingClientRect();
    const part = (innerHeight / 2 - before.top) / before.height;
    scrollBy({ top: after.top + part * after.height - innerHeight / 2, behavior: 'instant' });
  }

  #label(number: number): string {
    const pattern = this.#viewer.dataset.pageLabel ?? '';
    return pattern.replace('{page}', String(number)).replace('{pages}', String(this.#pdf.numPages));
  }

  /** A page that failed (a font that did not arrive) is laid out when the person comes back to it. */
  async #layOut(number: number): Promise<Part[]> {
    const sheet = this.#sheets[number - 1]!;
    if (this.#laidOut.has(sheet)) return [];
    this.#laidOut.add(sheet);
    try {
      const page = await this.#pdf.getPage(number);
      const parts = await sheet.layOut(page, this.#viewer.clientWidth, this.#viewer.dataset.noText ?? '');
      for (const part of parts) this.#watch(part);
      return parts;
    } catch (error) {
      this.#laidOut.delete(sheet);
      throw error;
    }
  }

  #watch(part: Part): void {
    this.#near.observe(part.element, (near) => {
      if (near) this.#close.add(part);
      else this.#close.delete(part);
      if (near) this.#draw(part).catch((error) => this.#tell(part, error));
    });
    this.#middle.observe(part.element, (there) => {
      if (there) {
        this.#lookedAt.add(part);
        this.#onReached(this.#sheets.indexOf(part.sheet) + 1, this.#sheets.length);
      } else this.#lookedAt.delete(part);
      this.#notice(part);
    });
  }

  async #draw(part: Part): Promise<void> {
    if (this.#drawn.has(part) || this.#drawing.has(part)) return;
    this.#drawing.add(part);
    try {
      await part.sheet.draw(part, this.#layers);
      this.#drawn.add(part);
    } finally {
      this.#drawing.delete(part);
    }
    this.#notice(part);
    this.#forgetFarthest(part);
  }

  /** What is near the screen at once, the rest when it comes there: none keeps what it showed before. */
  #redraw(): void {
    for (const part of this.#drawn) if (!this.#close.has(part)) part.element.replaceChildren();
    this.#drawn.clear();
    for (const part of this.#close) this.#draw(part).catch((error) => this.#tell(part, error));
  }

  /** What could not be drawn says so, and is tried again when the person comes back to it. */
  #tell(part: Part, error: unknown): void {
    console.error(error);
    const said = document.createElement('p');
    said.className = 'undrawn';
    said.textContent = this.#viewer.dataset.failed ?? '';
    part.element.replaceChildren(said);
  }

  /** A part is seen when it is both drawn and looked at, whichever comes first. */
  #notice(part: Part): void {
    if (this.#lookedAt.has(part) && this.#drawn.has(part)) this.#see(part);
  }

  #see(part: Part): void {
    if (part.sheet.saw(part)) this.#onSeen(this.#sheets.indexOf(part.sheet) + 1);
  }

  #forgetFarthest({ element }: Part): void {
    const away = [...this.#drawn].filter((part) => !this.#close.has(part));
    if (this.#drawn.size <= KEPT || away.length === 0) return;
    const here = element.getBoundingClientRect();
    const distance = (part: Part) => {
      const there = part.element.getBoundingClientRect();
      return Math.abs(there.top - here.top) + Math.abs(there.left - here.left);
    };
    const farthest = away.reduce((a, b) => (distance(b) > distance(a) ? b : a));
    this.#drawn.delete(farthest);
    farthest.element.replaceChildren();
  }
}

/** Tells of each element whenever it comes within a margin of the screen or leaves it. */
function watcher(rootMargin: string) {
  const acts = new WeakMap<Element, (inside: boolean) => void>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) acts.get(target)?.(isIntersecting);
    },
    { rootMargin },
  );
  return {
    observe(element: Element, act: (inside: boolean) => void): void {
      acts.set(element, act);
      observer.observe(element);
    },
  };
}
