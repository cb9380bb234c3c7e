/**
 * Tells the server that the document was shown, once its first page is; then, when the person leaves or looks
 * away, how many pages had been seen by then if there are more. Form-encoded: `pagesViewed` (how many), `timeZone`.
 */
export class ReadingReport {
  readonly #address: string;
  readonly #pages = new Set<number>();
  #told = 0;

  constructor(address: string) {
    this.#address = address;
    const tellMore = () => {
      if (this.#told > 0 && this.#pages.size > this.#told) navigator.sendBeacon(this.#address, this.#fields());
    };
    addEventListener('pagehide', tellMore);
    document.addEventListener('visibilitychange', () => document.hidden && tellMore());
  }

  /** A page (from 1) has been displayed before the person's eyes. */
  seen(page: number): void {
    this.#pages.add(page);
    if (this.#told === 0) {
      fetch(this.#address, { method: 'POST', body: this.#fields(), keepalive: true }).catch(console.error);
    }
  }

  #fields(): URLSearchParams {
    this.#told = this.#pages.size;
    return new URLSearchParams({
      pagesViewed: String(this.#told),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  }
}
