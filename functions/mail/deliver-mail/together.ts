const underWay = new Map<string, Promise<unknown>>();

/** What the mails of one batch ask for at the same moment is asked once. Nothing is kept: the next to ask asks anew. */
export function together<T>(what: string, ask: () => Promise<T>): Promise<T> {
  const known = underWay.get(what) as Promise<T> | undefined;
  if (known) return known;
  const asked = ask().finally(() => underWay.delete(what));
  underWay.set(what, asked);
  return asked;
}
