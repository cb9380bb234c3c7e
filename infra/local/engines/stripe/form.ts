/** What a form of Stripe's holds: `a[b][0]=c` is a list in a map. */
export type Form = { [name: string]: string | Form };

/** Reads a body as Stripe's SDKs write it. */
export function readForm(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/).filter(Boolean);
    let place = form;
    for (const part of path.slice(0, -1)) {
      const next = Object.hasOwn(place, part) ? place[part] : undefined;
      const inner: Form = typeof next === 'object' ? next : {};
      place[part] = inner;
      place = inner;
    }
    place[path.at(-1) ?? ''] = value;
  }
  return form;
}

export const textOf = (form: Form, name: string): string | undefined => {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};
export const formOf = (form: Form, name: string): Form => {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  return typeof value === 'object' ? value : {};
};
export const listOf = (form: Form, name: string): (string | Form)[] => Object.values(formOf(form, name));
/** A map of texts, as metadata is. */
export const textsOf = (form: Form, name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(formOf(form, name)).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
