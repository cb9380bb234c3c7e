/** Something did not happen in time. */
export class TimedOut extends Error {
  constructor(milliseconds: number) {
    super(`nothing within ${milliseconds} ms`);
    this.name = 'TimedOut';
  }
}

/** What a promise gives, if it does within so many milliseconds. @throws TimedOut */
export async function deadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
