import { PdfRef, PdfStream } from '@libpdf/core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { classicPdf, sampleSeal, sealingKeys } from '../../test/pdf-samples.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { facesFor, Lettering } from './lettering.ts';
import { sealPdf } from './seal-pdf.ts';
import { openFace } from './shaping.ts';
import { candidates } from './typefaces.ts';
import { verifySealedPdf } from './verify-pdf.ts';

const at = new Date('2026-11-21T22:34:00Z');
const keys = await sealingKeys(at);

const sealed = async (name: string) => {
  const { mark, ...seal } = sampleSeal(at);
  const blocks = [{ name, lines: [`Nom : ${name}`] }];
  return (await sealPdf(classicPdf(), { ...seal, signerName: name, mark: { ...mark, blocks } }, keys)).bytes;
};

/** What another reader copies from the sheet, line by line, and the fonts it finds there. */
async function read(bytes: Uint8Array): Promise<{ lines: string[]; embedded: string[] }> {
  const reading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await reading.promise;
  const page = await document.getPage(document.numPages);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  await reading.destroy();
  const fonts = Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/\/FontDescriptor\s\/FontName\s\/[A-Z]{6}\+(\w+)/g);
  return { lines: text.split('\n').map((line) => line.trim()), embedded: [...fonts].map(([, name]) => name!) };
}

describe('a name is shown, and copied, as it was typed', () => {
  test.each([
    ['Zoë Martin', []],
    ['Œdipe (\\)', []],
    ['Zoë Łukasiewicz', ['NotoSans']],
    ['Nguyễn Thị Ánh', ['NotoSans']],
    ['Zoe\u0301 Martin', ['NotoSans']],
    ['Γιώργος Παπαδόπουλος', ['NotoSans']],
    ['Юлия Щукина', ['NotoSans']],
    ['محمد بن سلمان', ['NotoSansArabic']],
    ['يَحْيَى لا', ['NotoSansArabic']],
    ['عقد', ['NotoSansArabic']],
    ['می\u200cخواهم نامه', ['NotoSansArabic']],
    ['דָּוִד בן־גוריון', ['NotoSansHebrew']],
    ['สมชาย ใจดี น้ำผึ้ง', ['NotoSansThai']],
    ['श्रीमती प्रियङ्का शर्मा', ['NotoSans']],
    ['김철수', ['NotoSansKR']],
    ['田中 太郎', ['NotoSansSC']],
    ['東京タワー株式会社', ['NotoSansSC']],
    ['王小明 (Wang)', ['NotoSansSC']],
    ['🎉', ['NotoEmoji']],
    ['👩‍💻', ['NotoEmoji']],
    ['Guichet ©\ufe0f', ['NotoSans']],
    ['1\ufe0f\u20e3', ['NotoEmoji']],
    ['Aşkın 🎉', ['NotoEmoji', 'NotoSans']],
  ])('%s', async (name, fonts) => {
    const bytes = await sealed(name);
    const { lines, embedded } = await read(bytes);
    expect(lines).toContain(name);
    expect(lines).toContain(`Nom : ${name}`);
    expect(embedded.sort()).toEqual(fonts);
    expect((await verifySealedPdf(bytes)).problems).toEqual([]);
    expect(await inspectPdf(bytes)).toEqual({ ok: true, pages: 2 });
  });
});

test('what no font has, and what would not be seen or would turn the text around, is told by its number', async () => {
  const { lines } = await read(await sealed('Ra 𓀀 \u202eevil\u200b'));
  expect(lines).toContain('Ra [U+13000] [U+202E]evil[U+200B]');
  const letters = new Lettering(await facesFor('Ra 𓀀 Łukasz'));
  expect(letters.canShow('Łukasz')).toBe(true);
  expect(letters.canShow('Ra 𓀀')).toBe(false);
});

test('letters are joined and ordered as their script wants', async () => {
  const shaped = async (text: string, isRightToLeft: boolean) =>
    (await openFace(candidates(text)[0]!)).shape(text, isRightToLeft);
  const alone = (await shaped('م', true))[0]!.id;
  const [last, , , first] = await shaped('محمد', true);
  expect([last?.text, first?.text]).toEqual(['د', 'م']);
  expect(first?.id).not.toBe(alone);
  // The vowel sign that is written after its consonant stands before it.
  const [sign, consonant] = await shaped('कि', false);
  expect(consonant?.id).toBe((await shaped('क', false))[0]!.id);
  expect(sign?.id).not.toBe(consonant?.id);
});

test('lines never exceed their width, whatever their font', async () => {
  const text = 'Aşkın Nguyễn Thị Ánh Wolfeschlegelsteinhausenbergerdorff';
  const letters = new Lettering(await facesFor(text));
  for (const word of text.split(' '))
    expect(letters.width(word, 'Helvetica', 10, text)).toBeGreaterThanOrEqual(letters.width(word, 'Helvetica', 10));
});

test('the same seal is drawn with the same bytes', async () => {
  const drawn = async () => {
    const letters = new Lettering(await facesFor('김철수 Łukasz'));
    const written: string[] = [letters.show(0, 0, '김철수 Łukasz', 'Helvetica', 12, '0 G')];
    letters.resources((object) => {
      const content = object instanceof PdfStream ? Buffer.from(object.data).toString('hex') : '';
      return PdfRef.of(written.push(`${[...object].map(String)} ${content}`), 0);
    });
    return written;
  };
  expect(await drawn()).toEqual(await drawn());
});
