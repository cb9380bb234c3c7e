const LONGEST_SLEEP_MS = 20_000;

/** The long polls of one queue: woken by a message that arrives, or when a hidden one comes into view. */
export class Waiters {
  readonly #waiting = new Set<() => void>();
  readonly #nextVisibleIn: () => number | null;
  #timer: NodeJS.Timeout | undefined;

  /** `nextVisibleIn`: milliseconds until the next hidden message can be seen, null when there is none. */
  constructor(nextVisibleIn: () => number | null) {
    this.#nextVisibleIn = nextVisibleIn;
  }

  /** Resolves when there may be a message, after `milliseconds` at the latest, or when `signal` aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(deadline);
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        if (this.#waiting.size === 0) clearTimeout(this.#timer);
        resolve();
      };
      const deadline = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      this.#waiting.add(done);
      this.#sleep();
    });
  }

  wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    const delay = this.#nextVisibleIn();
    if (delay !== null) this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(delay, 1), LONGEST_SLEEP_MS));
  }
}
