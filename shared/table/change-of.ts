/** A change as callers give it: `null` clears a field, and what is left out stays. */
export type Given<T> = { [F in keyof T]?: T[F] | null | undefined };

/**
 * What a change comes to: what to set, what to remove, and the item with both done, which its schema or its rules have
 * still to accept.
 */
export function changeOf<T extends object>(item: T, change: object) {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const set = Object.fromEntries(given.filter(([, value]) => value !== null));
  const remove = given.flatMap(([field, value]) => (value === null ? [field] : []));
  const kept = Object.entries(item).filter(([field]) => !remove.includes(field));
  return { set, remove, changed: { ...Object.fromEntries(kept), ...set } };
}
