import { expect, test } from 'vitest';
import { classicPdf } from '../../test/pdf-samples.ts';
import { inspectInTime } from './inspect-in-time.ts';

/** Its end is a byte off: the whole file is searched for objects, and each of these is one that never ends. */
function endlessPdf(): Uint8Array {
  const text = Buffer.from(classicPdf()).toString('latin1');
  const endless = `%PDF-1.4\n${'9 0 obj<</X('.repeat(400_000)}`;
  const body = text.slice('%PDF-1.4\n'.length);
  const by = endless.length - '%PDF-1.4\n'.length;
  const moved = body
    .replace(/\d{10} 00000 n/g, (row) => `${String(Number(row.slice(0, 10)) + by).padStart(10, '0')} 00000 n`)
    .replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + by + 1}`);
  return new Uint8Array(Buffer.from(endless + moved, 'latin1'));
}

test('says what the check says', async () => {
  expect(await inspectInTime(classicPdf({ pages: 3 }))).toEqual({ ok: true, pages: 3 });
  expect(await inspectInTime(Buffer.from('no PDF'))).toEqual({ ok: false, reason: 'not-a-pdf' });
});

test('a document that keeps the check busy without end is refused once its time is over', async () => {
  expect(await inspectInTime(endlessPdf(), 5_000)).toEqual({ ok: false, reason: 'too-slow' });
});
