import type { Brand } from '../../shared/brand/brand.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import type { Locale } from '../../shared/text.ts';
import type { Design, PlacedText, Shape } from './design.ts';
import type { LAYOUTS, ORIENTATIONS } from './template-view.ts';

export interface LayoutTexts {
  title?: string | undefined;
  lead?: string | undefined;
  body?: string | undefined;
  signatory?: string | undefined;
  footer?: string | undefined;
}

interface OurWords {
  title: string;
  lead: string;
  body: string;
}

/** What a layout says until its owner words it. */
export const LAYOUT_WORDS: Readonly<Record<Locale, OurWords>> = {
  fr: { title: 'Certificat', lead: 'décerné à', body: 'pour avoir réussi\n{{certificate}}' },
  en: { title: 'Certificate', lead: 'awarded to', body: 'for having completed\n{{certificate}}' },
};
const CAPTIONS: Readonly<Record<Locale, { issued: string; verify: string }>> = {
  fr: { issued: 'Délivré le {{issuedOn}}', verify: 'Vérifier ce certificat' },
  en: { issued: 'Issued on {{issuedOn}}', verify: 'Verify this certificate' },
};

interface Given {
  layout: (typeof LAYOUTS)[number];
  orientation: (typeof ORIENTATIONS)[number];
  locale: Locale;
  holder: string;
  texts: LayoutTexts;
  hasExpiry: boolean;
  brand: Brand & { logo?: { content: Pinned } | undefined };
}

const A4 = { long: 841.89, short: 595.28 };
const INK = '#26221b';
const SOFT = '#5c5549';
const GREEN = '#1c5a48';

type Draw = (page: Page) => Omit<Design, 'width' | 'height'>;

interface Page extends Given {
  width: number;
  height: number;
  colour: string;
  words: Omit<LayoutTexts, keyof OurWords> & OurWords;
  /** Below the date: until when. */
  issued: string;
}

/** The design of a layout of ours under the sign of a business. */
export function layoutDesign(given: Given): Design {
  const isWide = given.orientation === 'landscape';
  const [width, height] = isWide ? [A4.long, A4.short] : [A4.short, A4.long];
  const until = given.locale === 'fr' ? '\nValable jusqu’au {{expiresOn}}' : '\nValid until {{expiresOn}}';
  const page: Page = {
    ...given,
    ...{ width, height },
    colour: given.brand.colour ?? GREEN,
    words: wordsOf(given),
    issued: CAPTIONS[given.locale].issued + (given.hasExpiry ? until : ''),
  };
  return { width, height, ...LAYOUT_DRAWINGS[given.layout](page) };
}

function wordsOf({ locale, texts }: Given): Page['words'] {
  const { title, lead, body } = LAYOUT_WORDS[locale];
  return { ...texts, title: texts.title ?? title, lead: texts.lead ?? lead, body: texts.body ?? body };
}

const LAYOUT_DRAWINGS: Readonly<Record<Given['layout'], Draw>> = {
  classic(page) {
    const { width, height, colour } = page;
    const frame = (inset: number, stroke: number): Shape => ({
      ...{ x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset },
      ...{ colour, stroke },
    });
    const line: Shape = { x: width / 2 - 110, y: height * 0.545, width: 220, height: 1.2, colour };
    return {
      ...common(page, { left: 76, right: 76, align: 'center', family: 'serif' }),
      shapes: [frame(22, 3), frame(30, 0.8), line],
    };
  },
  modern(page) {
    const { width, height, colour } = page;
    const band: Shape = { x: 0, y: 0, width: 26, height, colour };
    const bar: Shape = { x: 76, y: height * 0.545, width: 64, height: 4, colour };
    return {
      ...common(page, { left: 76, right: 56, align: 'left', family: 'sans' }),
      shapes: [band, bar, { x: width - 56, y: 0, width: 56, height: 8, colour }],
    };
  },
  sober(page) {
    const { width, height, colour } = page;
    const rule = (at: number): Shape => ({ x: 60, y: at, width: width - 120, height: 0.8, colour });
    return {
      ...common(page, { left: 60, right: 60, align: 'center', family: 'sans' }),
      shapes: [rule(height * 0.2), rule(height * 0.775)],
    };
  },
};

interface Manner {
  left: number;
  right: number;
  align: 'left' | 'center';
  family: 'serif' | 'sans';
}

/** What all layouts have: whose it is above, what it says in the middle, date, signatory and code below. */
function common(page: Page, { left, right, align, family }: Manner): Omit<Design, 'width' | 'height' | 'shapes'> {
  const { width, height, words, brand, colour, holder, issued, locale } = page;
  const inner = width - left - right;
  const bold = `${family}-bold` as const;
  const plain = family;
  const text = (given: Pick<PlacedText, 'text' | 'y' | 'height' | 'size'> & Partial<PlacedText>): PlacedText => ({
    ...{ x: left, width: inner, font: plain, colour: INK, align },
    smallest: Math.min(given.size, Math.max(7, given.size * 0.4)),
    ...given,
  });
  const low = height * 0.775;
  const code = 60;
  const half = (inner - code) / 2 - 24;
  return {
    pictures: brand.logo
      ? [{ picture: brand.logo.content, x: left, y: height * 0.09, width: inner, height: height * 0.09, align }]
      : [],
    codes: [{ x: width - right - code, y: low, size: code }],
    texts: [
      ...(brand.logo
        ? []
        : [text({ text: '{{organisation}}', y: height * 0.115, height: 24, size: 17, font: bold, colour })]),
      text({ text: words.title, y: height * 0.235, height: height * 0.1, size: 42, font: bold, colour }),
      text({
        text: words.lead,
        y: height * 0.365,
        height: 22,
        size: 15,
        font: family === 'serif' ? 'serif-italic' : 'sans',
        colour: SOFT,
      }),
      text({ text: holder, y: height * 0.415, height: height * 0.115, size: 38, font: bold }),
      text({ text: words.body, y: height * 0.575, height: height * 0.185, size: 17 }),
      text({ text: issued, y: low + 4, height: 34, size: 11.5, align: 'left', width: half, colour: SOFT }),
      ...(words.signatory
        ? [
            text({
              text: words.signatory,
              y: low + 4,
              height: 44,
              size: 13,
              font: bold,
              align: 'left',
              x: left + half + 24,
              width: half,
            }),
          ]
        : []),
      ...(words.footer
        ? [
            text({
              text: words.footer,
              y: low + 56,
              height: 16,
              size: 8.5,
              align: 'left',
              width: inner - code - 20,
              colour: SOFT,
            }),
          ]
        : []),
      text({
        ...{ text: `${CAPTIONS[locale].verify}\n{{id}}`, y: low + code + 4, height: 20, size: 6.5, colour: SOFT },
        ...{ align: 'right', x: width - right - 220, width: 220, smallest: 5 },
      }),
    ],
  };
}
