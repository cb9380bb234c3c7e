/** Grounds on which a brand's colour is read: `--page` and `--surface` of shared/pages/styles/theme.css. */
const GROUNDS = { light: ['#faf7f1', '#ffffff'], dark: ['#181613', '#22201b'] } as const;
const WHITE = '#ffffff';
const BLACK = '#000000';
/** WCAG 2.2, 1.4.3: text of any size. */
export const READABLE = 4.5;

type Rgb = readonly [number, number, number];

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const hexOf = (rgb: Rgb): string => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, `#rrggbb`: 1 (the same) to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** A colour on its way to another: 0 is the first, 1 the second. */
const mixed = (from: string, to: string, way: number): string => {
  const [a, b] = [rgbOf(from), rgbOf(to)];
  return hexOf(a.map((value, i) => value + (b[i]! - value) * way) as unknown as Rgb);
};

const leastContrast = (colour: string, grounds: readonly string[]) =>
  Math.min(...grounds.map((ground) => contrast(colour, ground)));

/** The nearest shade towards white or black that reads on all the grounds. */
function shade(colour: string, towards: string, grounds: readonly string[]): string {
  for (let way = 0; way < 1; way += 0.02) {
    const tried = mixed(colour, towards, way);
    if (leastContrast(tried, grounds) >= READABLE) return tried;
  }
  return towards;
}

/**
 * How well a business's colour reads where it is shown as it is: as text on a light page, and under white text. In the
 * dark a lighter shade stands for it, which always reads. `instead` is the nearest shade that would do.
 */
export function readabilityOf(colour: string): { contrast: number; isReadable: boolean; instead: string } {
  const least = leastContrast(colour, GROUNDS.light);
  return { contrast: least, isReadable: least >= READABLE, instead: shade(colour, BLACK, GROUNDS.light) };
}

export interface Shades {
  brand: string;
  /** Pointed at. */
  strong: string;
  /** Text on the brand's colour. */
  on: string;
  /** A ground that hints at it. */
  tint: string;
}

/** The shades of a readable colour, for each scheme. */
export function shadesOf(colour: string): Record<'light' | 'dark', Shades> {
  const tintDark = mixed(GROUNDS.dark[1], colour, 0.16);
  const lighter = shade(colour, WHITE, [...GROUNDS.dark, tintDark]);
  return {
    light: { brand: colour, strong: mixed(colour, BLACK, 0.3), on: WHITE, tint: mixed(WHITE, colour, 0.07) },
    dark: { brand: lighter, strong: mixed(lighter, WHITE, 0.35), on: mixed(colour, BLACK, 0.8), tint: tintDark },
  };
}
