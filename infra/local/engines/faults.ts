/** What an engine answers instead of doing its work, so that tests can see how the caller copes. */
export interface Fault {
  /** The error code of the service, e.g. `Throttling`. */
  code: string;
  message?: string;
  /** HTTP status, 400 unless given. */
  status?: number;
  /** How many requests fail; every one, until `setFault(null)`, unless given. */
  times?: number;
}

/** The fault an engine is under, if any. */
export class Faults {
  #fault: Fault | null = null;
  #left = 0;

  set(fault: Fault | null): void {
    this.#fault = fault;
    this.#left = fault?.times ?? Number.POSITIVE_INFINITY;
  }

  /** The fault this request meets; counts it. */
  take(): Fault | null {
    if (!this.#fault || this.#left <= 0) return null;
    this.#left -= 1;
    return this.#fault;
  }
}
