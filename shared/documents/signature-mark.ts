import { type Brand, GUICHET } from '../brand/brand.ts';
import { Canvas, type Ink, wrap } from './canvas.ts';
import type { Font, Lettering } from './lettering.ts';

/** What people see of a signature. Lines are plain text, already masked where they must be. */
export interface SealMark {
  /** Such as "Signature électronique". */
  title: string;
  /** What was signed: file name, number of pages, fingerprint… */
  lines: string[];
  /** Who signed, one block for each signer. */
  blocks: { name: string; lines: string[] }[];
  requestId: string;
  locale: 'fr' | 'en';
  /** Whose sign it bears, as their pages do; ours unless given. */
  brand?: Pick<Brand, 'name' | 'colour'>;
}

/** A sheet to add to the document, and the rectangle of it that the signature itself occupies. Sizes in points. */
export interface MarkSheet {
  content: string;
  /** On the first sheet only. */
  seal?: { content: string; rect: [left: number, bottom: number, right: number, top: number] };
}

const words = {
  fr: {
    sealedBy: 'Signé électroniquement par',
    request: 'Demande',
    page: 'Feuillet',
    others: 'autres',
    explanation:
      'Ce feuillet a été ajouté au document lors de sa signature. Les pages qui précèdent n’ont pas été modifiées. ' +
      'Un cachet électronique horodaté (PAdES) protège l’ensemble : toute modification ultérieure serait signalée par ' +
      'votre lecteur de PDF, dans le volet des signatures. Le dossier de preuve porte le même numéro de demande.',
  },
  en: {
    sealedBy: 'Electronically signed by',
    request: 'Request',
    page: 'Sheet',
    others: 'others',
    explanation:
      'This sheet was added to the document when it was signed. The pages before it have not been changed. ' +
      'A time-stamped electronic seal (PAdES) protects the whole: any later change would be reported by your PDF ' +
      'reader, in its signature panel. The evidence file bears the same request number.',
  },
} as const;

const clocks = {
  fr: new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', dateStyle: 'long', timeStyle: 'short' }),
};

const lists = { fr: new Intl.ListFormat('fr'), en: new Intl.ListFormat('en') };

/** "le 21/11/2026 à 23:34 (Paris)" or "on 21 November 2026 at 23:34 (Paris)". */
export function markDate(at: Date, locale: 'fr' | 'en'): string {
  const parts = clocks[locale].formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')} (Paris)`;
  return locale === 'fr'
    ? `le ${part('day')}/${part('month')}/${part('year')} à ${time}`
    : `on ${part('day')} ${part('month')} ${part('year')} at ${time}`;
}

const inkOf = (colour: string): Ink => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
/** The inks of the pages (`shared/pages/styles/theme.css`), in the light. */
const dark = inkOf('#26221b');
const soft = inkOf('#5c5549');
const rule = inkOf('#ddd5c6');
const tint = inkOf('#faf7f1');
const accentOf = ({ brand }: SealMark) => inkOf(brand?.colour ?? GUICHET.colour ?? '#000000');
/** The smaller side of an A4 page: other formats get the same sheet, scaled. */
const designWidth = 595;
const margin = 56;

/** The sheets that show a signature, for pages of `width` by `height` points. Blocks that do not fit go on. */
export function drawMark(letters: Lettering, mark: SealMark, at: Date, width: number, height: number): MarkSheet[] {
  const scale = Math.min(width, height) / designWidth;
  const page = { width: width / scale, height: height / scale };
  const inner = page.width - 2 * margin;
  const text = words[mark.locale];
  const sheets: { canvas: Canvas; seal?: { canvas: Canvas; bottom: number; height: number } }[] = [];
  let canvas = new Canvas(letters);
  let y = 0;

  const newSheet = () => {
    canvas = new Canvas(letters);
    sheets.push({ canvas });
    y = page.height - margin;
    const number = sheets.length > 1 ? `${text.page} ${sheets.length}` : '';
    const right = `${text.request} ${mark.requestId}${number && ` · ${number}`}`;
    canvas.line(margin, margin - 14, page.width - margin, margin - 14, { width: 0.5, ink: rule });
    canvas.text(margin, margin - 26, right, { font: 'Helvetica', size: 7.5, ink: soft });
  };
  const paragraph = (content: string, font: Font, size: number, ink: Ink, x = margin, most = inner) => {
    for (const line of wrap(letters, content, font, size, most)) {
      if (y - size < margin) newSheet();
      y -= size * 1.38;
      canvas.text(x, y, line, { font, size, ink });
    }
  };

  newSheet();
  canvas.box(0, page.height - 4, page.width, 4, { ink: accentOf(mark) });
  if (mark.brand) {
    y += 14;
    paragraph(mark.brand.name, 'Helvetica-Bold', 13, dark);
    y -= 10;
    canvas.line(margin, y, page.width - margin, y, { width: 0.5, ink: rule });
    y -= 16;
  }
  paragraph(mark.title, 'Helvetica-Bold', 20, dark);
  y -= 4;
  for (const line of mark.lines) paragraph(line, 'Helvetica', 9.5, soft);
  y -= 16;

  const seal = drawSeal(letters, mark, at, inner);
  sheets[0]!.seal = { canvas: seal.canvas, bottom: y - seal.height, height: seal.height };
  y -= seal.height + 20;

  for (const block of mark.blocks) {
    if (y - 40 - block.lines.length * 13 < margin && y < page.height - margin - 200) newSheet();
    canvas.line(margin, y, page.width - margin, y, { width: 0.5, ink: rule });
    y -= 6;
    paragraph(block.name, 'Helvetica-Bold', 11.5, dark);
    y -= 1;
    for (const line of block.lines) paragraph(line, 'Helvetica', 9.5, soft);
    y -= 14;
  }
  const explanationLines = wrap(letters, text.explanation, 'Helvetica', 8.5, inner).length;
  if (y - explanationLines * 12 - 8 < margin) newSheet();
  canvas.line(margin, y, page.width - margin, y, { width: 0.5, ink: rule });
  y -= 6;
  paragraph(text.explanation, 'Helvetica', 8.5, soft);

  return sheets.map((sheet) => ({
    content: sheet.canvas.content(scale),
    ...(sheet.seal && {
      seal: {
        content: sheet.seal.canvas.content(scale),
        rect: [margin, sheet.seal.bottom, margin + inner, sheet.seal.bottom + sheet.seal.height].map(
          (value) => value * scale,
        ) as [number, number, number, number],
      },
    }),
  }));
}

/** The signature's own appearance: who, when, which request. */
function drawSeal(letters: Lettering, mark: SealMark, at: Date, width: number): { canvas: Canvas; height: number } {
  const text = words[mark.locale];
  const padding = 16;
  const nameLines = wrap(letters, names(mark), 'Helvetica-Bold', 14, width - 2 * padding - 4);
  const height = 2 * padding + 12 + nameLines.length * 19 + 30;
  const canvas = new Canvas(letters);
  canvas.box(0, 0, width, height, { ink: tint });
  canvas.box(0, 0, 4, height, { ink: accentOf(mark) });
  const x = padding + 4;
  let y = height - padding - 9;
  canvas.text(x, y, text.sealedBy, { font: 'Helvetica', size: 9, ink: soft });
  y -= 3;
  for (const line of nameLines) {
    y -= 18;
    canvas.text(x, y, line, { font: 'Helvetica-Bold', size: 14, ink: dark });
  }
  y -= 19;
  canvas.text(x, y, markDate(at, mark.locale), { font: 'Helvetica', size: 10.5, ink: dark });
  y -= 15;
  const request = `${text.request} ${mark.requestId}`;
  const size = Math.min(9, (9 * (width - x - padding)) / letters.width(request, 'Helvetica', 9));
  canvas.text(x, y, request, { font: 'Helvetica', size, ink: soft });
  return { canvas, height };
}

/** The signers' names; beyond six, how many others: each has a block of its own anyway. */
function names({ blocks, locale }: SealMark): string {
  const shown = blocks.length > 6 ? blocks.slice(0, 5) : blocks;
  const others = blocks.length - shown.length;
  const list = [...shown.map(({ name }) => name.trim()), ...(others ? [`${others} ${words[locale].others}`] : [])];
  return lists[locale].format(list);
}
