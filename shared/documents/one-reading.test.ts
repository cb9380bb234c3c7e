import { describe, expect, test } from 'vitest';
import { pageTexts } from '../../test/pdf-page-texts.ts';
import { casePdf, classicPdf, modernPdf, sampleSeal, sealingKeys } from '../../test/pdf-samples.ts';
import { contentBody, onePage, type PdfWriter, pageBody, root, type TableEntry } from '../../test/pdf-writer.ts';
import fc from '../../test/property.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { sealPdf } from './seal-pdf.ts';
import { verifySealedPdf } from './verify-pdf.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const refused = (reason: string) => ({ ok: false, reason });
const accepted = (pages = 1) => ({ ok: true, pages });
const all = [1, 2, 3, 4, 5];

async function sealed(original: Uint8Array): Promise<Uint8Array> {
  const at = new Date('2026-11-28T08:00:00Z');
  const { bytes } = await sealPdf(original, sampleSeal(at), await sealingKeys(at));
  expect(Buffer.from(bytes.subarray(0, original.length)).equals(original)).toBe(true);
  expect(await verifySealedPdf(bytes)).toMatchObject({ valid: true });
  return bytes;
}

describe('a document that all readers read alike is accepted, and its pages stay in the sealed file', () => {
  const classic = (head: string, base: number) => onePage(head).table(all, root, { base }).bytes();
  const bom = '\u00ef\u00bb\u00bf';
  const modern = textOf(modernPdf());
  const stray = `<!-- ${'x'.repeat(2_000)} -->\n`;
  const hybrid = () => {
    const file = onePage().object(6, '<</Producer (x)>>');
    const stream = file.length;
    file.stream(
      7,
      all.map((number) => [number, 1, file.offsets.get(3)!, 0]),
      root,
    );
    return file.table(all, `${root} /XRefStm ${stream}`).bytes();
  };
  test.each<[string, Uint8Array, string[]]>([
    [
      'page added after a stale /XRefStm',
      casePdf('hybrid-stale-xrefstm-added-page'),
      ['Contrat, page 1', 'Avenant, page 2 : prix 90 000 EUR'],
    ],
    ['table before its /XRefStm, which is wrong', hybrid(), ['Contrat']],
    ['/W [1 8 2]', casePdf('xref-w8'), ['Contrat']],
    ['HTTP headers before it', casePdf('junk-before-header-offsets-from-header'), ['Contrat']],
    ['a byte order mark before it, offsets from the header', classic(`${bom}%PDF-1.7\n`, 3), ['Contrat']],
    ['a byte order mark before it, offsets from the first byte', classic(`${bom}%PDF-1.7\n`, 0), ['Contrat']],
    ['blank lines before it, offsets from the header', classic('\r\n\n%PDF-1.7\n', 3), ['Contrat']],
    ['blank lines before it, offsets from the first byte', classic('\r\n\n%PDF-1.7\n', 0), ['Contrat']],
    [
      'numbers that "endobj" follows at once',
      onePage()
        .object(3, pageBody().replace(/>>$/, ' /Rotate 6 0 R>>'))
        .add('')
        .object(6, '0endobj')
        .table([...all, 6], root)
        .bytes(),
      ['Contrat'],
    ],
    ['an end one byte off', casePdf('startxref-off-by-one'), ['Contrat']],
    [
      'the end of a modern one a byte off',
      bytesOf(modern.replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + 2}`)),
      [''],
    ],
    ['a web page after its end', casePdf('trailing-1037-html'), ['Contrat']],
    ['a web page after a modern one’s end', bytesOf(`${modern}${stray}`), ['']],
    [
      'a table that begins at 1 in the place of 0',
      bytesOf(textOf(classicPdf()).replace('xref\n0 ', 'xref\n1 ')),
      ['Devis 2026-118'],
    ],
  ])('%s', async (_what, bytes, words) => {
    expect(await inspectPdf(bytes)).toEqual(accepted(words.length));
    expect(await pageTexts(bytes)).toEqual(words);
    const after = await pageTexts(await sealed(bytes));
    expect(after.slice(0, words.length)).toEqual(words);
    expect(after).toHaveLength(words.length + 1);
  });
});

test('code that only the right order of a hybrid file shows is found', async () => {
  expect(await inspectPdf(casePdf('hybrid-hidden-javascript'))).toEqual(refused('active-content'));
});

describe('refuses a document that readers read differently:', () => {
  const other = contentBody('Autre');
  const table = (file: PdfWriter, entries: (number | TableEntry)[] = all, trailer = root, base = 0) =>
    file.table(entries, trailer, { base }).bytes();
  const withKids = (kids: string, count: number) =>
    onePage().object(2, `<</Type /Pages /Kids [${kids}] /Count ${count}>>`);
  const first = () => onePage().table(all, root);
  test.each<[string, () => Uint8Array]>([
    [
      'a key given twice',
      () =>
        table(
          onePage()
            .object(1, '<</Type /Catalog /Pages 2 0 R /Pages 6 0 R>>')
            .object(6, '<</Type /Pages /Kids [] /Count 0>>'),
          [...all, 6],
        ),
    ],
    [
      'a page’s content given twice',
      () => table(onePage().object(3, pageBody().replace(/>>$/, ' /Contents 6 0 R>>')).object(6, other), [...all, 6]),
    ],
    [
      'the same, its name disguised',
      () => table(onePage().object(3, pageBody().replace(/>>$/, ' /Cont#65nts 6 0 R>>')).object(6, other), [...all, 6]),
    ],
    [
      'two catalogs in one trailer',
      () => table(onePage().object(6, '<</Type /Catalog /Pages 2 0 R>>'), [...all, 6], `${root} /Root 6 0 R`),
    ],
    [
      'an object in two places of one table',
      () => {
        const file = onePage();
        const at = file.offsets.get(4)!;
        return table(file.object(4, other), [1, 2, 3, 4, { number: 4, at }, 5]);
      },
    ],
    ['a reference to another generation', () => table(onePage().object(3, pageBody().replace('4 0 R', '4 1 R')))],
    ['an object of another generation than its entry', () => table(onePage().object(4, other, 1))],
    [
      'an entry of another generation than its object',
      () => table(onePage(), [1, 2, 3, { number: 4, generation: 2 }, 5]),
    ],
    [
      'a branch that counts too few pages',
      () => table(withKids('6 0 R', 1).object(6, '<</Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 0>>'), [...all, 6]),
    ],
    ['a page that is there twice', () => table(withKids('3 0 R 3 0 R', 2))],
    ['a page tree in a circle', () => table(withKids('3 0 R 2 0 R', 1))],
    ['a page written out in the page tree', () => table(withKids(`3 0 R ${pageBody()}`, 2))],
    [
      'a page with children',
      () =>
        table(onePage().object(3, pageBody().replace(/>>$/, ' /Kids [6 0 R]>>')).object(6, pageBody()), [...all, 6]),
    ],
    [
      'revisions in a circle',
      () => {
        const file = first();
        return file.object(4, other).table([4], `${root} /Prev ${file.length}`).bytes();
      },
    ],
    [
      'an object that a table calls free and its /XRefStm does not',
      () => {
        const file = onePage();
        const at = file.length;
        file.stream(7, [[4, 1, file.offsets.get(4)!, 0]], root);
        return file.table([1, 2, 3, { number: 4, free: true }, 5], `${root} /XRefStm ${at}`).bytes();
      },
    ],
    [
      'a revision that only an /XRefStm knows',
      () => {
        const file = first();
        const at = file.section;
        const stream = file.length;
        file.stream(7, [], `${root} /Prev ${at}`);
        return file.table(all, `${root} /XRefStm ${stream}`).bytes();
      },
    ],
    [
      'an entry of an unknown kind',
      () => {
        const file = onePage();
        return file
          .stream(
            6,
            [1, 2, 3, 4, 5].map((number) => [number, number === 4 ? 3 : 1, file.offsets.get(number)!, 0]),
            root,
          )
          .end()
          .bytes();
      },
    ],
    [
      'an object stream that has another object at that place',
      () => {
        const file = onePage();
        const inside = '8 0 4 4 (x) <<>>';
        file.object(6, `<</Type /ObjStm /N 2 /First 8 /Length ${inside.length}>>\nstream\n${inside}\nendstream`);
        return file
          .stream(
            7,
            [
              [1, 1, file.offsets.get(1)!, 0],
              [2, 1, file.offsets.get(2)!, 0],
              [3, 1, file.offsets.get(3)!, 0],
              [4, 2, 6, 0],
              [5, 1, file.offsets.get(5)!, 0],
              [6, 1, file.offsets.get(6)!, 0],
            ],
            root,
          )
          .end()
          .bytes();
      },
    ],
    [
      'offsets that lead somewhere from two beginnings',
      () => {
        // Every object, and the table, stands a second time where whoever counts from the first byte looks.
        const text = textOf(onePage().table(all, root).bytes());
        const shadow = textOf(onePage('x'.repeat(9)).table(all, root).bytes()).replace('Contrat', 'Prix 90');
        return bytesOf(shadow.slice(0, shadow.indexOf('startxref')) + text);
      },
    ],
  ])('%s', async (_what, make) => {
    expect(await inspectPdf(make())).toEqual(refused('two-readings'));
  });

  test('a file whose end is off, and in which searching finds another edition of its page', async () => {
    const text = textOf(casePdf('startxref-off-by-one'));
    const hidden = text.replace('xref\n0 6', `3 0 obj\n${contentBody('Autre')}\nendobj\nxref\n0 6`);
    const moved = hidden.replace(
      /startxref\n(\d+)/,
      (_, at) => `startxref\n${Number(at) + hidden.length - text.length}`,
    );
    expect(await inspectPdf(bytesOf(moved))).toEqual(refused('two-readings'));
  });

  test('a file under bytes of others, in which searching finds a later page', async () => {
    const file = onePage('junk\n%PDF-1.7\n');
    const at = file.offsets.get(4)!;
    const bytes = table(file.object(4, other), [1, 2, 3, { number: 4, at: at - 5 }, 5], root, 5);
    expect(await inspectPdf(bytes)).toEqual(refused('two-readings'));
  });

  test('object streams under bytes of others, which one reader prefers to what sealing adds', async () => {
    expect(await inspectPdf(bytesOf(`junk\n${textOf(modernPdf())}`))).toEqual(refused('two-readings'));
  });

  test('the same, another catalog', async () => {
    const text = textOf(casePdf('trailing-1037-html'));
    expect(await inspectPdf(bytesOf(`${text}trailer\n<</Root 4 0 R>>\n`))).toEqual(refused('two-readings'));
  });
});

test('an object that a later revision frees is gone', async () => {
  const file = onePage().table(all, root);
  const before = file.section;
  const bytes = file.table([{ number: 4, free: true, generation: 1 }], `${root} /Prev ${before}`).bytes();
  expect(await inspectPdf(bytes)).toEqual(accepted());
  expect(await pageTexts(bytes)).toEqual(['']);
});

test('a revision that was never finished is no stray bytes', async () => {
  const bytes = Buffer.concat([classicPdf(), bytesOf('4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n')]);
  expect(await inspectPdf(bytes)).toEqual(refused('damaged'));
});

test('whatever revisions say, the newest edition of each object is what pdf.js shows too', async () => {
  const revision = fc.record({ words: fc.stringMatching(/^[a-z]{1,12}$/), isStream: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(revision, { maxLength: 5 }), async (revisions) => {
      const file = onePage().table(all, root);
      for (const { words, isStream } of revisions) {
        const previous = file.section;
        file.object(4, contentBody(words));
        if (isStream) file.stream(20, [[4, 1, file.offsets.get(4)!, 0]], `${root} /Prev ${previous}`).end();
        else file.table([4], `${root} /Prev ${previous}`);
      }
      const bytes = file.bytes();
      expect(await inspectPdf(bytes)).toEqual(accepted());
      const [words] = await pageTexts(await sealed(bytes));
      expect(words).toBe(revisions.at(-1)?.words ?? 'Contrat');
    }),
    { numRuns: 15 },
  );
});

describe('ends at once', () => {
  test.each<[string, Uint8Array]>([
    ['104 bytes of percent signs', casePdf('hang-percent-signs')],
    ['a million of them', bytesOf(`%PDF-1.4\nstartxref\n0\n${'%'.repeat(1_000_000)}\nx`)],
    ['a million comments', bytesOf(`%PDF-1.4\nstartxref\n0\n${'%\n'.repeat(1_000_000)}x`)],
    ['a number of a million digits', bytesOf(`${textOf(classicPdf({ catalog: `/X ${'1'.repeat(1_000_000)}x` }))}`)],
    ['a million blanks at the end', bytesOf(`%PDF-1.4\nstartxref\n0\n${' '.repeat(1_000_000)}x`)],
  ])('%s', async (_what, bytes) => {
    expect(await inspectPdf(bytes)).toEqual(refused('damaged'));
  });
});
