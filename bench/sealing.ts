import { randomBytes } from 'node:crypto';
import { PDF, PdfName, PdfString, StandardFonts } from '@libpdf/core';
import { sha256 } from '../shared/documents/cms.ts';
import { sealPdf } from '../shared/documents/seal-pdf.ts';
import { classicPdf, sampleSeal, sealingKeys } from '../test/pdf-samples.ts';
import { type Figure, sideBySide, worked } from './figures.ts';

const MB = 1024 * 1024;
const AIM = 2;

const image = `<</Length ${20 * MB}>>\nstream\n${'\u00e5'.repeat(20 * MB)}\nendstream`;
const documents = [
  { name: '1 page', bytes: classicPdf(), times: 200 },
  { name: '50 pages', bytes: classicPdf({ pages: 50 }), times: 100 },
  { name: '20 MB', bytes: classicPdf({ objects: [image] }), times: 15 },
];

/**
 * Sealing (PAdES-BASELINE-T) against LibPDF drawing the same sheet, reserving the same room, saving incrementally, and the
 * SHA-256 of the result: the bytes of a seal hold it.
 */
export async function sealing(): Promise<Figure[]> {
  const at = new Date();
  const signedBy = (name: string) => {
    const { mark, ...seal } = sampleSeal(at);
    return { ...seal, mark: { ...mark, blocks: mark.blocks.map((block) => ({ ...block, name })) } };
  };
  // An authority in this process: no network between the figure and what it measures.
  const { signer, tsa } = await sealingKeys(at);
  const seal = signedBy('Zoé Lefèvre');
  const figures: Figure[] = [];
  for (const name of ['Zoë Łukasiewicz', '田中 太郎']) {
    const { ms } = await sideBySide({ ms: () => sealPdf(classicPdf(), signedBy(name), { signer, tsa }) }, 30, worked);
    figures.push({ what: `1 page, signed by ${name}`, value: ms, unit: 'ms', note: 'a font is cut down and embedded' });
  }
  for (const { name, bytes, times } of documents) {
    const sealed = await sealPdf(bytes, seal, { signer, tsa });
    const write = bareWriter(bytes, sealed.bytes.subarray(bytes.length));
    const ms = await sideBySide(
      {
        sealed: () => sealPdf(bytes, seal, { signer, tsa }),
        bare: write,
        stamp: () => tsa.stamp(randomBytes(32)),
        hash: () => sha256(bytes),
      },
      times,
      worked,
    );
    figures.push({
      what: name,
      value: ms.sealed / ms.bare,
      unit: 'x',
      limit: AIM,
      note: `${ms.sealed.toFixed(2)} ms, ${ms.stamp.toFixed(2)} of it for the time-stamp, against ${ms.bare.toFixed(2)} ms; ${ms.hash.toFixed(2)} of both is SHA-256`,
    });
  }
  return figures;
}

/** LibPDF alone, writing what a seal adds: its sheet line by line, and the room of its signature. Nothing is signed. */
function bareWriter(document: Uint8Array, added: Uint8Array): () => Promise<Uint8Array> {
  const text = Buffer.from(added).toString('latin1');
  const lines = [...text.matchAll(/\/F(\d) (\S+) Tf (\S+) (\S+) Td \((.*?)\) Tj/g)].map(
    ([, font, size, x, y, shown]) => ({
      shown: shown?.replace(/[^\x20-\x7e\xa0-\xff]/g, '-') ?? '',
      options: {
        x: Number(x),
        y: Number(y),
        size: Number(size),
        font: font === '1' ? StandardFonts.Helvetica : StandardFonts.HelveticaBold,
      },
    }),
  );
  const room = new Uint8Array((/<(0*[0-9a-f]{20000,})>/.exec(text)?.[1]?.length ?? 0) / 2);
  return async () => {
    const pdf = await PDF.load(document);
    const page = pdf.addPage({ width: 595, height: 842 });
    for (const { shown, options } of lines) page.drawText(shown, options);
    pdf.createDict({ Type: PdfName.of('Sig'), Contents: PdfString.fromBytes(room) });
    return sha256(await pdf.save({ incremental: true, compressStreams: false }));
  };
}
