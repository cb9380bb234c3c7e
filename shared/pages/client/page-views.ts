import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';

/** Drawn wider than a phone's screen: people pinch to read the small print. */
const MIN_WIDTH = 1_400;
const MAX_WIDTH = 2_800;
/** Canvases kept at once: a phone's browser gives up beyond a few hundred MB of them. */
const KEPT = 8;

/** The pages of a document, one under the other; each is drawn when it comes near the screen. */
export class PageViews {
  readonly #viewer: HTMLElement;
  readonly #pdf: PDFDocumentProxy;
  readonly #onSeen: (page: number) => void;
  readonly #figures: HTMLElement[] = [];
  /** Figures that hold a canvas, the one drawn last at the end. */
  readonly #drawn: HTMLElement[] = [];
  readonly #lookedAt = new Set<number>();

  constructor(viewer: HTMLElement, pdf: PDFDocumentProxy, onSeen: (page: number) => void) {
    this.#viewer = viewer;
    this.#pdf = pdf;
    this.#onSeen = onSeen;
  }

  /** Resolves when the first page is drawn. */
  async start(): Promise<void> {
    const first = await this.#pdf.getPage(1);
    for (let number = 1; number <= this.#pdf.numPages; number++) this.#figures.push(this.#frame(number, first));
    this.#viewer.append(...this.#figures);
    await this.#draw(1);
    this.#onSeen(1);
    this.#watch('100% 0px', (number, near) => {
      if (near) this.#draw(number).catch((error) => this.#retryLater(number, error));
    });
    // A band across the middle of the screen: a page that reaches it is being looked at, whatever its height.
    this.#watch('-45% 0px', (number, there) => {
      if (there) this.#lookedAt.add(number);
      else this.#lookedAt.delete(number);
      this.#notice(number);
    });
  }

  #watch(rootMargin: string, act: (number: number, inside: boolean) => void): void {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          act(this.#figures.indexOf(target as HTMLElement) + 1, isIntersecting);
        }
      },
      { rootMargin },
    );
    for (const figure of this.#figures) observer.observe(figure);
  }

  /** A page is seen when it is both drawn and looked at, whichever comes first. */
  #notice(number: number): void {
    if (this.#lookedAt.has(number) && this.#figures[number - 1]?.querySelector('canvas')) this.#onSeen(number);
  }

  /** The room of a page, before it is drawn: what is below must not jump. */
  #frame(number: number, like: PDFPageProxy): HTMLElement {
    const figure = document.createElement('figure');
    figure.setAttribute('role', 'group');
    figure.setAttribute('aria-label', this.#label(number));
    this.#shape(figure, like);
    return figure;
  }

  #label(number: number): string {
    const pattern = this.#viewer.dataset.pageLabel ?? '';
    return pattern.replace('{page}', String(number)).replace('{pages}', String(this.#pdf.numPages));
  }

  #shape(figure: HTMLElement, page: PDFPageProxy): void {
    const { width, height } = page.getViewport({ scale: 1 });
    figure.style.aspectRatio = `${width} / ${height}`;
  }

  async #draw(number: number): Promise<void> {
    const figure = this.#figures[number - 1];
    if (!figure || this.#drawn.includes(figure)) return;
    this.#drawn.push(figure);
    const page = await this.#pdf.getPage(number);
    this.#shape(figure, page);
    const natural = page.getViewport({ scale: 1 }).width;
    const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, figure.clientWidth * devicePixelRatio));
    const viewport = page.getViewport({ scale: width / natural });
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
    figure.replaceChildren(canvas, await this.#alternative(page));
    this.#notice(number);
    this.#forgetFarthest(number);
  }

  /** The page's own text, for who does not see the canvas. */
  async #alternative(page: PDFPageProxy): Promise<HTMLElement> {
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    const alternative = document.createElement('div');
    alternative.className = 'visually-hidden';
    alternative.textContent = text.trim() || (this.#viewer.dataset.noText ?? '');
    return alternative;
  }

  /** A page that failed (a font that did not arrive) is drawn when the person comes back to it. */
  #retryLater(number: number, error: unknown): void {
    console.error(error);
    const drawn = this.#drawn.findIndex((figure) => figure === this.#figures[number - 1]);
    if (drawn >= 0) this.#drawn.splice(drawn, 1);
  }

  #forgetFarthest(current: number): void {
    if (this.#drawn.length <= KEPT) return;
    const distance = (figure: HTMLElement) => Math.abs(this.#figures.indexOf(figure) + 1 - current);
    const farthest = this.#drawn.reduce((a, b) => (distance(b) > distance(a) ? b : a));
    this.#drawn.splice(this.#drawn.indexOf(farthest), 1);
    farthest.querySelector('canvas')?.remove();
  }
}
