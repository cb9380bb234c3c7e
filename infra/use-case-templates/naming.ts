export interface Named {
  area: string;
  /** In kebab case. */
  name: string;
  /** What it does, a sentence in each language. */
  fr: string;
  en: string;
}

/** Files of a new use case, by their path from the project's root. */
export type Files = Record<string, string>;

const words = (name: string) => name.replaceAll('-', ' ');
export const sentence = (name: string) => words(name).replace(/^./, (first) => first.toUpperCase());
export const camel = (name: string) => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
export const pascal = (name: string) => camel(name).replace(/^./, (first) => first.toUpperCase());

export const inFolder = ({ area, name }: Named, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([file, content]) => [`functions/${area}/${name}/${file}`, content]));
