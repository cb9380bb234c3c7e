import { describe, expect, it, test } from 'vitest';
import fc from '../../test/property.ts';
import { contrast, READABLE, readabilityOf, shadesOf } from './colour.ts';
import { colourOfTheme, themePath } from './theme.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('contrast is WCAG’s', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe('a colour of a business', () => {
  it.each(['#ffe100', '#ffffff', '#9ad1ff', '#ff6600'])('%s is read by nobody on a light page', (pale) => {
    expect(readabilityOf(pale).isReadable).toBe(false);
  });

  it.each(['#000000', '#1c5a48', '#0b3d91', '#a3231b'])('%s is readable', (dark) => {
    expect(readabilityOf(dark).isReadable).toBe(true);
  });

  it('has a shade that would do, whichever it is', () => {
    fc.assert(
      fc.property(colour, (any) => {
        expect(readabilityOf(readabilityOf(any).instead).isReadable).toBe(true);
      }),
    );
  });

  it('is read in the light and in the dark once it is taken', () => {
    fc.assert(
      fc.property(colour, (any) => {
        const { light, dark } = shadesOf(readabilityOf(any).instead);
        for (const [{ brand, strong, on, tint }, page, surface] of [
          [light, '#faf7f1', '#ffffff'],
          [dark, '#181613', '#22201b'],
        ] as const) {
          for (const ground of [page, surface]) expect(contrast(brand, ground)).toBeGreaterThanOrEqual(READABLE);
          for (const fill of [brand, strong]) expect(contrast(on, fill)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(strong, tint)).toBeGreaterThanOrEqual(READABLE);
        }
      }),
    );
  });

  it('has a style sheet whose address names it', () => {
    fc.assert(
      fc.property(colour, (any) => {
        expect(colourOfTheme(themePath(any).slice('/themes/'.length))).toBe(any);
      }),
    );
    expect(colourOfTheme('red.css')).toBeUndefined();
  });
});
