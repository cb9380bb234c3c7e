import type { Locale } from '../../shared/text.ts';
import { partsOf, spotsOf, tagsIn } from '../mail-wording/tags.ts';
import { knownVariable, labelOf } from './known-variables.ts';
import { shownValue, type Variable, type VariableKind } from './variable.ts';

/** What every certificate knows of itself, beside the variables of its template. */
const OWN_TAGS = ['certificate', 'organisation', 'issuedon', 'expireson', 'id', 'link', 'holder'] as const;
type OwnTag = (typeof OWN_TAGS)[number];
export type OwnValues = Readonly<Record<OwnTag, string>>;

const isOwn = (name: string): boolean => OWN_TAGS.some((tag) => tag === name);

/** What is written like a variable and is none: `{{prénom}}`. */
export const mistaken = (text: string): string[] =>
  [...spotsOf(text)].flatMap(({ tag, start, end }) => (tag === undefined ? [text.slice(start, end)] : []));

type Said = { [F in keyof Variable]?: Variable[F] | undefined } & { name: string };

/** The variables of some texts, in the order in which they come, as their owner describes them. */
export function variablesIn(texts: readonly string[], said: readonly Said[] = []): Variable[] {
  const names = [...new Set(tagsIn(texts.join('\n')).map((name) => name.toLowerCase()))].filter((name) => !isOwn(name));
  return names.map((name) => {
    const own = said.find((each) => each.name === name);
    return {
      name,
      kind: own?.kind ?? 'text',
      label: own?.label ?? labelOf(name),
      required: own?.required ?? true,
      sample: own?.sample ?? SAMPLES[own?.kind ?? 'text'] ?? knownVariable(name)?.sample ?? labelOf(name),
    };
  });
}

/** Of kinds that are no plain text. */
const SAMPLES: Readonly<Partial<Record<VariableKind, string>>> = {
  date: '2027-03-01',
  number: '15.5',
  percent: '85',
  phone: '+33612345678',
  'yes-no': 'true',
};

/** The value of each tag, as it is shown. */
export type Shown = ReadonlyMap<string, string>;

/** What certificates of a template say, by the tags of its texts. */
export function shownValues(
  variables: readonly Variable[],
  values: Readonly<Record<string, string>>,
  own: Partial<OwnValues>,
  locale: Locale,
): Shown {
  const shown = new Map<string, string>(Object.entries(values));
  for (const { name, kind } of variables) {
    const value = values[name];
    shown.set(name, value === undefined ? '' : shownValue(kind, value, locale));
  }
  for (const [name, value] of Object.entries(own)) shown.set(name, value);
  return shown;
}

/** A text with its tags filled in; a tag that nobody knows is left out. */
export const filledText = (text: string, shown: Shown): string =>
  [...partsOf(text)]
    .map((part) => ('tag' in part ? (shown.get(part.tag.toLowerCase()) ?? '') : part.text))
    .join('')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
