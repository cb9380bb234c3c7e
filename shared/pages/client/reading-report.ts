/**
 * Tells the server that the document was shown; then, when the person leaves or looks away, how many pages had been seen
 * by then if there are more. Form-encoded: `pagesViewed` (how many), `timeZone`.
 */
export class ReadingReport {
  readonly #address: string;
  readonly #pages = new Set<number>();
  #told: number | undefined;

  constructor(address: string) {
    this.#address = address;
    const tellMore = () => {
      if (this.#told !== undefined && this.#pages.size > this.#told)
        navigator.sendBeacon(this.#address, this.#fields());
    };
    addEventListener('pagehide', tellMore);
    document.addEventListener('visibilitychange', () => document.hidden && tellMore());
  }

  /** A page (from 1) has been displayed before the person's eyes, all of it. */
  seen(page: number): void {
    this.#pages.add(page);
  }

  /** The document is on the screen, if only the top of its first page. */
  opened(): void {
    fetch(this.#address, { method: 'POST', body: this.#fields(), keepalive: true }).catch(console.error);
  }

  #fields(): URLSearchParams {
    this.#told = this.#pages.size;
    return new URLSearchParams({
      pagesViewed: String(this.#pages.size),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  }
}
