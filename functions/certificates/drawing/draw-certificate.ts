import { deflateSync } from 'node:zlib';
import { PDF, PdfDict, PdfName, PdfStream } from '@libpdf/core';
import { Canvas } from '../../../shared/documents/canvas.ts';
import { numberSyntax } from '../../../shared/documents/incremental-update.ts';
import { type Font, facesFor, Lettering } from '../../../shared/documents/lettering.ts';
import type { Pinned } from '../../../shared/objects/pinned.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import type { Locale } from '../../../shared/text.ts';
import { describedPdf } from '../../proof/described-pdf.ts';
import { filledText, type Shown } from '../certificate-texts.ts';
import type { Design, PlacedText } from '../design.ts';
import { type Fitted, fitText, LEADING } from './fit-text.ts';
import { qrCode } from './qr-code.ts';
import { sourcePage } from './source-pages.ts';

const FONTS: Readonly<Record<PlacedText['font'], Font>> = {
  sans: 'Helvetica',
  'sans-bold': 'Helvetica-Bold',
  serif: 'Times-Roman',
  'serif-bold': 'Times-Bold',
  'serif-italic': 'Times-Italic',
  mono: 'Courier',
};

/** Why a certificate cannot be drawn as its template wants it. */
export interface DrawingFault {
  code: 'text-too-long' | 'letter-unknown';
  /** The text of the template that it is about, its variables not filled in. */
  about: string;
  /** What was to be drawn, or the letters that no font has. */
  value: string;
}

interface Laid {
  placed: PlacedText;
  fitted: Fitted;
}

export interface Layout {
  letters: Lettering;
  laid: Laid[];
  faults: DrawingFault[];
}

/** Lays the texts of a certificate out, which costs little: all that can be wrong with it is known then. */
export async function layOut(design: Design, shown: Shown): Promise<Layout> {
  const filled = design.texts.map((placed) => ({ placed, text: filledText(placed.text, shown) }));
  const letters = new Lettering(await facesFor(filled.map(({ text }) => text).join('')), [
    ...new Set(design.texts.map(({ font }) => FONTS[font])),
  ]);
  const laid: Laid[] = [];
  const faults: DrawingFault[] = [];
  for (const { placed, text } of filled) {
    if (!text) continue;
    const about = placed.text;
    const unknown = [...new Set(text.replaceAll('\n', ''))].filter((letter) => !letters.canShow(letter));
    if (unknown.length > 0) {
      faults.push({ code: 'letter-unknown', about, value: unknown.join(' ') });
      continue;
    }
    const fitted = fitText(letters, text, { ...placed, font: FONTS[placed.font] });
    if (fitted) laid.push({ placed, fitted });
    else faults.push({ code: 'text-too-long', about, value: text });
  }
  return { letters, laid, faults };
}

interface About {
  title: string;
  /** Its id and where it is verified. */
  id: string;
  link: string;
  issuedAt: Date;
  locale: Locale;
}

/** A certificate as it is sealed: one page. The same texts give the same bytes. @throws when a text does not fit */
export async function drawCertificate(design: Design, shown: Shown, about: About): Promise<Uint8Array> {
  const { letters, laid, faults } = await layOut(design, shown);
  const [fault] = faults;
  if (fault) throw new Error(`The certificate ${about.id} cannot be drawn: ${fault.code}`);
  const { width, height } = design;
  const pdf = PDF.create();
  const page = pdf.addPage({ width, height });
  const forms = new PdfDict();
  const operators: string[] = [];
  const show = async (
    pinned: Pinned,
    box: { x: number; y: number; width: number; height: number },
    align = 'center',
  ) => {
    const { ref, box: own } = await pdf.embedPage(await sourcePage(pinned), 0);
    const name = `P${operators.length}`;
    forms.set(name, ref);
    const scale = Math.min(box.width / own.width, box.height / own.height);
    const left = { left: 0, center: 0.5, right: 1 }[align] ?? 0.5;
    const x = box.x + (box.width - own.width * scale) * left - own.x * scale;
    const y = height - box.y - box.height + (box.height - own.height * scale) / 2 - own.y * scale;
    operators.push(`q ${[scale, 0, 0, scale, x, y].map(numberSyntax).join(' ')} cm /${name} Do Q`);
  };
  if (design.ground) await show(design.ground, { x: 0, y: 0, width, height });
  for (const { picture, align, ...box } of design.pictures) await show(picture, box, align);
  operators.push(shapes(design, letters), texts(laid, letters, height), codes(design, about.link));
  const resources = letters.resources((object) => pdf.register(object));
  (pdf.getObject(resources) as PdfDict).set('XObject', forms);
  page.dict.set('Resources', resources);
  const content = new Uint8Array(deflateSync(Buffer.from(operators.join('\n'), 'latin1')));
  page.dict.set('Contents', pdf.register(new PdfStream([['Filter', PdfName.of('FlateDecode')]], content)));
  return describedPdf(pdf, {
    title: about.title,
    subject: about.link,
    generatedAt: about.issuedAt,
    describes: about.id,
    sha256: sha256Hex(JSON.stringify([about.id, [...shown]])),
    locale: about.locale,
  });
}

/** `#1c5a48` as PDF has it. */
const ink = (hex: string) =>
  [1, 3, 5].map((at) => Number((Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)));

function shapes({ shapes: all, height }: Design, letters: Lettering): string {
  const canvas = new Canvas(letters);
  for (const { x, y, width, height: tall, colour, stroke } of all) {
    const style = { ink: ink(colour) };
    const bottom = height - y - tall;
    if (stroke === undefined) {
      canvas.box(x, bottom, width, tall, style);
      continue;
    }
    // The four sides: an outline is drawn inwards.
    canvas.box(x, bottom, width, stroke, style);
    canvas.box(x, bottom + tall - stroke, width, stroke, style);
    canvas.box(x, bottom, stroke, tall, style);
    canvas.box(x + width - stroke, bottom, stroke, tall, style);
  }
  return canvas.content();
}

function texts(laid: readonly Laid[], letters: Lettering, height: number): string {
  const canvas = new Canvas(letters);
  for (const { placed, fitted } of laid) {
    const { x, y, width, align, colour } = placed;
    const font = FONTS[placed.font];
    const { size, lines } = fitted;
    const tall = (lines.length - 1) * size * LEADING + size;
    const top = y + Math.max(0, placed.height - tall) / 2;
    for (const [i, line] of lines.entries()) {
      const free = width - letters.width(line, font, size);
      const left = { left: 0, center: free / 2, right: free }[align];
      // The baseline lies four fifths of the size below the top of a line.
      if (line)
        canvas.text(x + left, height - top - size * 0.8 - i * size * LEADING, line, { font, size, ink: ink(colour) });
    }
  }
  return canvas.content();
}

/** On white, whatever the ground, with a quiet zone of four modules. */
function codes({ codes: all, height }: Design, link: string): string {
  return all
    .map(({ x, y, size }) => {
      const { side, runs } = qrCode(link);
      const module = size / (side + 8);
      const at = (modules: number) => numberSyntax((modules + 4) * module);
      const rectangles = runs.map(
        ({ row, column, length }) =>
          `${at(column)} ${at(side - row - 1)} ${numberSyntax(length * module)} ${numberSyntax(module)} re`,
      );
      const origin = `${numberSyntax(x)} ${numberSyntax(height - y - size)}`;
      const square = `0 0 ${numberSyntax(size)} ${numberSyntax(size)} re f`;
      return `q 1 0 0 1 ${origin} cm 1 g ${square} 0 g ${rectangles.join(' ')} f Q`;
    })
    .join('\n');
}
