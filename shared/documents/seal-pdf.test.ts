import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF, PdfStream } from '@libpdf/core';
import { describe, expect, test } from 'vitest';
import { classicPdf, modernPdf, sampleSeal, sealingKeys } from '../../test/pdf-samples.ts';
import { sha256 } from './cms.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { sealPdf } from './seal-pdf.ts';
import { TimestampError } from './timestamp.ts';
import { verifySealedPdf } from './verify-pdf.ts';

const at = new Date('2026-11-21T22:34:00Z');
const keys = await sealingKeys(at);
const poppler = spawnSync('pdfsig', ['-v']).error === undefined;

const lastPageText = async (bytes: Uint8Array) => {
  const pages = (await PDF.load(bytes)).extractText();
  return pages.at(-1)!.text;
};
const stream = (content: string) => `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
const startsWith = (bytes: Uint8Array, start: Uint8Array) => Buffer.from(bytes.subarray(0, start.length)).equals(start);
const pageSizes = async (bytes: Uint8Array) =>
  (await PDF.load(bytes)).getPages().map(({ width, height }) => [Math.round(width), Math.round(height)]);

test.each([
  ['a one-page document', classicPdf(), 1],
  ['fifty pages', classicPdf({ pages: 50 }), 50],
  ['a document with Windows line ends', classicPdf({ endOfLine: '\r\n' }), 1],
  ['a document with cross-reference streams', modernPdf(), 1],
  [
    'a document that has a form',
    classicPdf({ catalog: '/AcroForm 6 0 R', objects: ['<</Fields [] /DA (/Helv 0 Tf)>>'] }),
    1,
  ],
  ['a document whose text speaks of signatures', classicPdf({ objects: [stream('(Voir /ByteRange) Tj')] }), 1],
  [
    'a document with a field that nobody signed, beside a value of none',
    classicPdf({
      catalog: '/AcroForm <</Fields [6 0 R]>>',
      objects: ['<</FT /Sig /T (Ici)>>', '<</Type /Sig /ByteRange [0 1 2 3]>>'],
    }),
    1,
  ],
])('seals %s and keeps its bytes', async (_what, original, pages) => {
  const sealed = await sealPdf(original, sampleSeal(at), keys);
  expect(startsWith(sealed.bytes, original)).toBe(true);
  expect(sealed.signedAt).toEqual(at);
  expect(sealed.markPlacement).toBe('added-page');
  expect(await inspectPdf(sealed.bytes)).toEqual({ ok: true, pages: pages + 1 });
  const { valid, problems, signatures } = await verifySealedPdf(sealed.bytes);
  expect({ valid, problems }).toEqual({ valid: true, problems: [] });
  expect(signatures).toMatchObject([
    {
      coversWholeDocument: true,
      integrity: true,
      signatureValid: true,
      signedBy: { subject: 'C=FR, O=Guichet, CN=Guichet – cachet d’essai', selfIssued: true },
      timestamp: { valid: true, genTime: at, tsaName: 'Guichet local time-stamp authority' },
    },
  ]);
});

describe('the mark', () => {
  test('says who, when and for which request, on a page of its own', async () => {
    const { bytes } = await sealPdf(classicPdf(), sampleSeal(at), keys);
    const text = await lastPageText(bytes);
    expect(text).toContain('Signature électronique');
    expect(text).toContain('Zoë Łukasiewicz');
    expect(text).toContain('z•••@exemple.fr · +33 6 •• •• •• 42');
    expect(text).toContain('Demande sig_01k3v9x7c2m4q8r5t6w1y0z3ab');
    expect(widgetAppearance(await PDF.load(bytes))).toMatch(
      /Signé électroniquement par.*le 21\/11\/2026 à 23:34 \(Paris\).*sig_01k3v9x7c2m4q8r5t6w1y0z3ab/s,
    );
  });

  test('speaks English too', async () => {
    const seal = sampleSeal(at);
    const { bytes } = await sealPdf(classicPdf(), { ...seal, mark: { ...seal.mark, locale: 'en' } }, keys);
    expect(widgetAppearance(await PDF.load(bytes))).toMatch(
      /Electronically signed by.*on 21 November 2026 at 23:34 \(Paris\)/s,
    );
  });

  test('has the format of the last page, inherited, cropped or turned as it may be', async () => {
    const sizes = async (original: Uint8Array) =>
      (await pageSizes((await sealPdf(original, sampleSeal(at), keys)).bytes)).at(-1);
    expect(await sizes(modernPdf())).toEqual([842, 595]);
    expect(await sizes(classicPdf({ mediaBox: '[100 100 400 500]' }))).toEqual([300, 400]);
    expect(await sizes(classicPdf({ page: '/Rotate 90' }))).toEqual([842, 595]);
    expect(await sizes(classicPdf({ page: '/CropBox [0 0 300 400]' }))).toEqual([300, 400]);
  });

  test('keeps a name exact in the signature too', async () => {
    const name = 'Γιώργος Παπαδόπουλος 🎉';
    const { bytes } = await sealPdf(classicPdf(), { ...sampleSeal(at), signerName: name }, keys);
    expect(
      signatureValue(await PDF.load(bytes))
        ?.getString('Name')
        ?.asString(),
    ).toBe(name);
  });

  test('goes on to further pages when there are many signers', async () => {
    const seal = sampleSeal(at);
    const blocks = Array.from({ length: 40 }, (_, i) => ({
      name: `Signataire ${i + 1}`,
      lines: ['s•••@exemple.fr', 'Code validé'],
    }));
    const { bytes } = await sealPdf(classicPdf(), { ...seal, mark: { ...seal.mark, blocks } }, keys);
    const pages = (await PDF.load(bytes)).extractText();
    expect(pages.length).toBeGreaterThan(3);
    const shown = pages.map(({ text }) => text).join('\n');
    expect(blocks.filter(({ name }) => !shown.includes(name))).toEqual([]);
    expect((await verifySealedPdf(bytes)).valid).toBe(true);
  });
});

test('sealing a signed document leaves its signature sound and adds no page', async () => {
  const first = await sealPdf(modernPdf(), sampleSeal(at), keys);
  const second = await sealPdf(first.bytes, sampleSeal(at), await sealingKeys(at));
  expect(startsWith(second.bytes, first.bytes)).toBe(true);
  expect(second.markPlacement).toBe('invisible');
  const { valid, signatures } = await verifySealedPdf(second.bytes);
  expect(valid).toBe(true);
  expect(signatures.map(({ problems }) => problems)).toEqual([[], []]);
  expect(signatures.map(({ coversWholeDocument }) => coversWholeDocument)).toEqual([false, true]);
  expect(await pageSizes(second.bytes)).toHaveLength(2);
});

test('a document with usage rights gets no page: whoever granted them vouched for what is there', async () => {
  const original = classicPdf({ catalog: '/Perms <</UR3 6 0 R>>', objects: ['<</Type /Sig /Contents <00>>>'] });
  expect((await sealPdf(original, sampleSeal(at), keys)).markPlacement).toBe('invisible');
});

test.each([
  `<${'0'.repeat(64)}`,
  `<${'0'.repeat(300)}>`,
  '[0 ********** ********** **********]',
  `[0 ${' '.repeat(35)}]`,
  '/ByteRange [0 1 2 3] /Contents <00>',
  '>> endobj 5 0 obj << (',
  'startxref 9 %%EOF',
  '\\) /V null (',
  'Zoë\r\n\u0000 <feff> 🎉',
])('whatever a name spells, the seal holds: %j', async (name) => {
  const seal = sampleSeal(at);
  const mark = { ...seal.mark, title: name, lines: [name], blocks: [{ name, lines: [name] }] };
  const { bytes } = await sealPdf(classicPdf(), { ...seal, signerName: name, reason: name, mark }, keys);
  expect((await verifySealedPdf(bytes)).problems).toEqual([]);
  expect(await inspectPdf(bytes)).toMatchObject({ ok: true });
  expect(
    signatureValue(await PDF.load(bytes))
      ?.getString('Name')
      ?.asString(),
  ).toBe(name);
  const again = await sealPdf(bytes, { ...seal, signerName: name }, keys);
  expect((await verifySealedPdf(again.bytes)).signatures.map(({ problems }) => problems)).toEqual([[], []]);
});

test('a longer chain of certificates gets the room it needs', async () => {
  const [leaf] = keys.signer.certificateChain;
  const chain = [leaf!, ...Array.from({ length: 40 }, () => leaf!)];
  const { bytes } = await sealPdf(classicPdf(), sampleSeal(at), {
    ...keys,
    signer: { ...keys.signer, certificateChain: chain },
  });
  expect((await verifySealedPdf(bytes)).signatures[0]?.integrity).toBe(true);
});

test('without a time-stamp there is no seal', async () => {
  const tsa = { stamp: () => Promise.reject(new TimestampError('The time-stamp authority did not answer.')) };
  await expect(sealPdf(classicPdf(), sampleSeal(at), { ...keys, tsa })).rejects.toThrow('did not answer');
});

// pdfsig is another reader's opinion (poppler-utils); the rest of the suite does without it.
test.skipIf(!poppler)(
  'pdfsig says that the signature is valid over the total document (skipped without poppler)',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'seal-'));
    try {
      for (const original of [classicPdf({ pages: 50 }), modernPdf()]) {
        const file = join(directory, 'sealed.pdf');
        // What readers do not know must not trouble them.
        const seal = { ...sampleSeal(at), evidenceOf: sha256(original) };
        writeFileSync(file, (await sealPdf(original, seal, keys)).bytes);
        const report = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
        expect(report).toContain('Signature Validation: Signature is Valid.');
        expect(report).toContain('- Total document signed');
        expect(report).toContain('Signature Type: ETSI.CAdES.detached');
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
);

function signatureField(pdf: PDF) {
  const resolve = pdf.getObject.bind(pdf);
  const fields = pdf.getCatalog().getDict('AcroForm', resolve)?.getArray('Fields', resolve);
  const field = fields?.at(-1, resolve);
  return field?.type === 'dict' ? field : undefined;
}

const signatureValue = (pdf: PDF) => signatureField(pdf)?.getDict('V', pdf.getObject.bind(pdf));

function widgetAppearance(pdf: PDF): string {
  const form = signatureField(pdf)?.getDict('AP')?.get('N', pdf.getObject.bind(pdf));
  return form instanceof PdfStream ? Buffer.from(form.getDecodedData()).toString('latin1').replaceAll('\\', '') : '';
}
