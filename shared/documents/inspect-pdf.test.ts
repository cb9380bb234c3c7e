import { deflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import { describe, expect, test } from 'vitest';
import { ascii85, asciiHex, lzw, repeated } from '../../test/pdf-filters.ts';
import { classicPdf, modernPdf, pdfStream, sampleSeal, sealingKeys } from '../../test/pdf-samples.ts';
import { inspectPdf, refusalMessage } from './inspect-pdf.ts';
import { sealPdf } from './seal-pdf.ts';

const refused = (reason: string) => ({ ok: false, reason });
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const concat = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

const page = Buffer.from('BT /F1 24 Tf 72 700 Td (Devis 2026-118) Tj ET '.repeat(400));
const late = '/DecodeParms <</EarlyChange 0>>';
/** Decodes to more than documents hold. */
const flateBomb = deflateSync(new Uint8Array(300_000_000));

describe('accepts sound documents', () => {
  test.each([
    ['classic', classicPdf({ pages: 3 }), 3],
    ['with Windows line ends', classicPdf({ endOfLine: '\r\n' }), 1],
    ['with cross-reference and object streams', modernPdf(), 1],
    ['followed by spaces and line ends', concat(classicPdf(), bytesOf('\r\n\r\n   \0\0')), 1],
    ['followed by a few stray bytes', concat(classicPdf(), bytesOf('\n<!-- sent by a mail gateway -->')), 1],
    ['that open at a given page', classicPdf({ catalog: '/OpenAction <</S /GoTo /D [5 0 R /Fit]>>' }), 1],
    [
      'with web links',
      classicPdf({
        page: '/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (https://exemple.fr)>>>>]',
      }),
      1,
    ],
  ])('%s', async (_what, bytes, pages) => {
    expect(await inspectPdf(bytes)).toEqual({ ok: true, pages });
  });

  test.each([
    ['[/ASCII85Decode /FlateDecode]', ascii85(deflateSync(page))],
    ['[/ASCIIHexDecode /FlateDecode]', asciiHex(deflateSync(page))],
    ['/LZWDecode', lzw(page)],
    ['[/ASCII85Decode /LZWDecode]', ascii85(lzw(page))],
    ['/RunLengthDecode', repeated(0x20, 1280)],
    ['[/A85 /Fl]', ascii85(deflateSync(page))],
    ['[/Crypt /FlateDecode]', deflateSync(page)],
    ['[/FlateDecode /DCTDecode] /Subtype /Image /Width 9 /Height 9', deflateSync(page)],
    ['[/DCTDecode /FlateDecode] /Subtype /Image /Width 9 /Height 9', deflateSync(page)],
  ])('whose streams are encoded with %s', async (filter, data) => {
    expect(await inspectPdf(streamPdf(`/Filter ${filter}`, data))).toEqual({ ok: true, pages: 1 });
  });

  test('written by a PDF library, then updated incrementally', async () => {
    const pdf = PDF.create();
    pdf.addPage().drawText('Bonjour');
    const first = await pdf.save({ useXRefStream: true });
    expect(await inspectPdf(first)).toEqual({ ok: true, pages: 1 });
    const again = await PDF.load(first);
    again.setTitle('Devis');
    expect(await inspectPdf(await again.save({ incremental: true }))).toEqual({ ok: true, pages: 1 });
  });

  test('already signed', async () => {
    const at = new Date('2026-11-21T22:34:00Z');
    const { bytes } = await sealPdf(modernPdf(), sampleSeal(at), await sealingKeys(at));
    expect(await inspectPdf(bytes)).toEqual({ ok: true, pages: 2 });
  });
});

describe('refuses', () => {
  test.each([
    ['an empty file', new Uint8Array()],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['a web page named .pdf', bytesOf('<html><body>Not found</body></html>')],
  ])('%s', async (_what, bytes) => {
    expect(await inspectPdf(bytes)).toEqual(refused('not-a-pdf'));
  });

  test('an encrypted document, even one that opens without a password', async () => {
    const pdf = PDF.create();
    pdf.addPage();
    pdf.setProtection({ ownerPassword: 'secret' });
    expect(await inspectPdf(await pdf.save())).toEqual(refused('encrypted'));
    expect(
      await inspectPdf(classicPdf({ trailer: '/Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O () /U ()>>' })),
    ).toEqual(refused('encrypted'));
  });

  test.each([
    ['classic', classicPdf()],
    ['modern', modernPdf()],
  ])('a %s document cut anywhere', async (_what, whole) => {
    for (let length = 20; length < whole.length - 6; length += 7) {
      expect(await inspectPdf(whole.subarray(0, length)), `cut at ${length}`).toEqual(refused('damaged'));
    }
  });

  test('a document from whose middle bytes are missing', async () => {
    const whole = classicPdf({ pages: 4 });
    const holed = concat(whole.subarray(0, 200), whole.subarray(230));
    expect(await inspectPdf(holed)).toEqual(refused('damaged'));
  });

  test('a cross-reference that points at another object', async () => {
    const text = Buffer.from(classicPdf()).toString('latin1').replace('\n4 0 obj', '\n9 0 obj');
    expect(await inspectPdf(bytesOf(text))).toEqual(refused('damaged'));
  });

  test('a page tree that promises more pages than it has', async () => {
    expect(await inspectPdf(classicPdf({ count: 3 }))).toEqual(refused('damaged'));
  });

  test.each([
    ['an object stream of 500 MB', modernPdf({ objectStream: new Uint8Array(500_000_000) })],
    [
      'a cross-reference stream that declares a billion empty entries',
      modernPdf({ xrefSizes: '/Size 1000000000 /W [0 0 0]' }),
    ],
    ['the same with its names disguised', modernPdf({ xrefSizes: '/S#69ze 1000000000 /#57 [0 0 0]' })],
    ['an absurd page count', classicPdf({ count: 2_000_000_000 })],
    ['a page description of 300 MB', streamPdf('/Filter /FlateDecode', flateBomb)],
    ['the same, its filter abbreviated', streamPdf('/Filter /Fl', flateBomb)],
    ['the same, its filter reached through a reference', streamPdf('/Filter 7 0 R', flateBomb, '/FlateDecode')],
    ['the same, in a list', streamPdf('/Filter [7 0 R]', flateBomb, '/FlateDecode')],
    ['the same in letters', streamPdf('/Filter [/ASCII85Decode /FlateDecode]', ascii85(flateBomb))],
    ['the same in digits', streamPdf('/Filter [/ASCIIHexDecode /FlateDecode]', asciiHex(flateBomb))],
    [
      'the same in digits in letters',
      streamPdf('/Filter [/ASCII85Decode /ASCIIHexDecode /FlateDecode]', ascii85(asciiHex(flateBomb))),
    ],
    ['runs of 300 MB', streamPdf('/Filter /RunLengthDecode', repeated(0, 300_032_000))],
    ['LZW of 320 MB', streamsPdf('/Filter /LZWDecode', lzw(new Uint8Array(8_000_000)), 40)],
    ['the same, widening late', streamsPdf(`/Filter /LZW ${late}`, lzw(new Uint8Array(8_000_000), 0), 40)],
    ['a page description behind an image’s filter', streamPdf('/Filter [/DCTDecode /FlateDecode]', deflateSync(page))],
    [
      'a stream compressed twice',
      streamPdf('/Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(new Uint8Array(9)))),
    ],
    ['an image of a trillion pixels', streamPdf('/Subtype /Image /Width 1000000 /Height 1000000', new Uint8Array(9))],
  ])('a bomb: %s', async (_what, bytes) => {
    expect(await inspectPdf(bytes)).toEqual(refused('bomb'));
  });

  test.each([
    ['letters that are none', '/Filter [/ASCII85Decode /FlateDecode]', Buffer.from('abc\u007fdef~>')],
    ['digits that are none', '/Filter [/ASCIIHexDecode /FlateDecode]', Buffer.from('0g>')],
    ['LZW of an unknown kind', '/Filter /LZWDecode /DecodeParms <</EarlyChange 2>>', lzw(page)],
  ])('a stream in %s', async (_what, dict, data) => {
    expect(await inspectPdf(streamPdf(dict, data))).toEqual(refused('damaged'));
  });

  test('a bomb hidden behind the end of a compressed stream', async () => {
    const bytes = modernPdf({ afterObjectStream: deflateSync(new Uint8Array(100_000_000)) });
    expect(await inspectPdf(bytes)).toEqual(refused('damaged'));
  });

  test('a document without a page', async () => {
    expect(await inspectPdf(classicPdf({ pages: 0 }))).toEqual(refused('empty'));
  });

  test('a document of more than 500 pages', async () => {
    expect(await inspectPdf(classicPdf({ pages: 500 }))).toEqual({ ok: true, pages: 500 });
    expect(await inspectPdf(classicPdf({ pages: 501 }))).toEqual(refused('too-many-pages'));
  });

  test.each([
    ['a script run on opening', { catalog: '/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>' }],
    [
      'the same, reached through a reference',
      { catalog: '/OpenAction 6 0 R', objects: ['<</S /JavaScript /JS (x)>>'] },
    ],
    ['the same, its names disguised', { catalog: '/OpenAction <</S /Java#53cript /J#53 (x)>>' }],
    [
      'document scripts',
      { catalog: '/Names <</JavaScript <</Names [(a) 6 0 R]>>>>', objects: ['<</S /JavaScript /JS (x)>>'] },
    ],
    [
      'a program started by a link',
      { page: '/Annots [<</Subtype /Link /Rect [0 0 9 9] /A <</S /Launch /F (cmd.exe)>>>>]' },
    ],
    ['a page that sends itself when shown', { page: '/AA <</O <</S /SubmitForm /F (https://exemple.fr)>>>>' }],
    ['a web page opened by itself', { catalog: '/OpenAction <</S /URI /URI (https://exemple.fr)>>' }],
  ])('active content: %s', async (_what, options) => {
    expect(await inspectPdf(classicPdf(options))).toEqual(refused('active-content'));
  });

  test.each([
    ['leads beyond the end of the file', '<</ByteRange [0 20 40 100000] /Contents <00>>>'],
    ['leaves out something else than a value', '<</ByteRange [0 20 40 60] /Contents <00>>>'],
    ['is no range', '<</ByteRange [0 20 999999999 /Six] /Contents <00>>>'],
    ['is missing', '<</Type /Sig>>'],
    ['would be that of an object yet to be written', undefined],
  ])('a signature whose range %s', async (_what, value) => {
    const form = '/AcroForm <</Fields [<</FT /Sig /T (a) /V 6 0 R>>]>>';
    const bytes = classicPdf({ catalog: form, objects: value ? [value] : [] });
    expect(await inspectPdf(bytes)).toEqual(refused('broken-signature'));
  });

  test('and tells people what to do next, in their language', () => {
    expect(refusalMessage('encrypted', 'fr')).toMatch(/mot de passe.*Retirez la protection/);
    expect(refusalMessage('damaged', 'en')).toMatch(/print it to a new PDF/i);
  });
});

/** A document with one more stream on its page, and more objects numbered from 7. */
function streamPdf(dict: string, data: Uint8Array, ...objects: string[]): Uint8Array {
  return classicPdf({ page: '/Thumb 6 0 R', objects: [pdfStream(dict, data), ...objects] });
}

/** A document with many streams alike. */
function streamsPdf(dict: string, data: Uint8Array, count: number): Uint8Array {
  const all = Array.from({ length: count }, (_, i) => `${i + 6} 0 R`).join(' ');
  return classicPdf({ page: `/PieceInfo [${all}]`, objects: Array(count).fill(pdfStream(dict, data)) });
}
