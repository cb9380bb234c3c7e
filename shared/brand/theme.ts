import { type Shades, shadesOf } from './colour.ts';

/** Where the style sheet of a colour is served: the policy of pages allows no style of theirs. */
export const themePath = (colour: string): string => `/themes/${colour.slice(1).toLowerCase()}.css`;

/** The colour that a theme's address names, `#rrggbb`; undefined when it names none. */
export const colourOfTheme = (file: string): string | undefined => {
  const [, hex] = /^([0-9a-f]{6})\.css$/.exec(file) ?? [];
  return hex && `#${hex}`;
};

const properties = ({ brand, strong, on, tint }: Shades) =>
  `--brand:${brand};--brand-strong:${strong};--on-brand:${on};--tint:${tint};--accent:${brand}`;

/** The style sheet of a readable colour: the properties of shared/pages/styles/theme.css that follow from it. */
export function themeCss(colour: string): string {
  const { light, dark } = shadesOf(colour);
  return `:root{${properties(light)}}@media(prefers-color-scheme:dark){:root{${properties(dark)}}}`;
}
