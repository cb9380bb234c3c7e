import { spotsOf } from './tags.ts';

/** What somebody meant as a tag and that is none of ours: it would leave as it is written. */
export interface Stray {
  written: string;
  /** The tag of ours that it names, if it names one. */
  tag?: string;
}

/** How others write tags, whatever stands in them. Lengths bound what is read: nothing longer is a tag. */
const FOREIGN =
  /\{%[^{}]{0,200}\}|\*\|[^*|]{1,60}\|\*|%%[A-Za-z]\w{0,59}%%|\$\{[^{}]{1,60}\}|<%[^<>]{0,200}>|(?:%7B){2}.{0,80}?(?:%7D){2}|%5B%5B!.{0,80}?%5D%5D/gi;
/** One word between marks: a tag when it is the name of one. */
const MARKED = /[[{%$<][!$]?\s?([A-Za-z]\w{0,59})\s?[\]}%>]/g;
/** Half of a tag of ours. */
const HALF = /(?:\{\{|\[\[!).{0,30}|\}\}/g;

/** What stands for a tag that was read already, character by character. */
const TAKEN = '\ufffc';

/** What a text holds of tags written in another way than ours, or by half: braces in threes, `{% if %}`, `*|NAME|*`, `%7B%7Bname%7D%7D`. */
export function straysIn(text: string, names: readonly string[]): Stray[] {
  const known = (name: string | undefined) => names.find((each) => each.toLowerCase() === name?.toLowerCase());
  const strays: Stray[] = [];
  const note = (written: string, name: string | undefined) => {
    const tag = known(name);
    if (!strays.some((stray) => stray.written === written)) strays.push({ written, ...(tag !== undefined && { tag }) });
  };
  let rest = text;
  const take = (start: number, end: number) => {
    rest = rest.slice(0, start) + TAKEN.repeat(end - start) + rest.slice(end);
  };
  for (const { start, end, tag } of spotsOf(text)) {
    const isTripled = text[start] === '{' && text[start - 1] === '{' && text[end] === '}';
    if (isTripled) note(text.slice(start - 1, end + 1), tag);
    take(start, end);
  }
  for (const found of rest.matchAll(FOREIGN)) {
    note(found[0], /[A-Za-z]\w*/.exec(found[0].replaceAll(/%[57][BD]/gi, ' '))?.[0]);
    take(found.index, found.index + found[0].length);
  }
  for (const found of rest.matchAll(MARKED)) {
    if (known(found[1]) === undefined) continue;
    // As it is written, with the marks beside it.
    const start = found.index - (rest[found.index - 1] === found[0][0] ? 1 : 0);
    const next = found.index + found[0].length;
    const end = next + (rest[next] === found[0].at(-1) ? 1 : 0);
    note(text.slice(start, end), found[1]);
    take(start, end);
  }
  for (const [written] of rest.matchAll(HALF)) note(written.trimEnd(), /[A-Za-z]\w*/.exec(written)?.[0]);
  return strays;
}
