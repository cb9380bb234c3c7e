import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  attachingPdf,
  classicPdf,
  layeredPdf,
  pdfStream,
  sampleSeal,
  sealingKeys,
  signedPdf,
} from '../../test/pdf-samples.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { sealPdf } from './seal-pdf.ts';

/** The rule: before signing, a signer can see all that any reader could show of the sealed file. */

const refused = (reason: string) => ({ ok: false, reason });
const annotated = (annotation: string, objects: string[] = []) =>
  classicPdf({
    page: `/Annots [<</Type /Annot ${annotation.includes('/Rect') ? '' : '/Rect [0 0 99 99]'} ${annotation}>>]`,
    objects,
  });
const linked = (action: string) => annotated(`/Subtype /Link /A <<${action}>>`);
const drawing = pdfStream('/Type /XObject /Subtype /Form /BBox [0 0 99 99]', '0 0 99 99 re f');

describe('what acts by itself, or leads where nobody sees, is refused', () => {
  test.each([
    ['layers switched when the document opens', '/OpenAction <</S /SetOCGState /State [/ON]>>'],
    ['an annotation hidden when the document opens', '/OpenAction <</S /Hide /T (Clause)>>'],
    ['the same, after a harmless action', '/OpenAction <</S /GoTo /D [5 0 R /Fit] /Next [<</S /Hide /T (a)>>]>>'],
    ['the same, when a step of the page is reached', '/PresSteps <</NA <</S /Hide /T (a)>>>>'],
    ['the same, on the way out', '/AA <</WC <</S /SetOCGState /State []>>>>'],
    ['an item of the reader’s menus', '/OpenAction <</S /Named /N /AcroForm:ClearForm>>'],
  ])('%s', async (_what, catalog) => {
    expect(await inspectPdf(classicPdf({ catalog }))).toEqual(refused('active-content'));
  });

  test.each([
    ['sends a form away', '/S /SubmitForm /F (https://exemple.fr)', 'active-content'],
    ['empties a form', '/S /ResetForm', 'active-content'],
    ['fills a form from elsewhere', '/S /ImportData /F (a.fdf)', 'active-content'],
    ['hides something', '/S /Hide /T (Clause)', 'active-content'],
    ['switches layers', '/S /SetOCGState /State []', 'active-content'],
    ['does what no standard names', '/S /Surprise', 'active-content'],
    ['opens another file', '/S /GoToR /F (cgv.pdf) /D [0 /Fit]', 'outside-content'],
    ['opens a file inside', '/S /GoToE /D [0 /Fit] /T <</R /C /N (a)>>', 'outside-content'],
    ['plays a film', '/S /Rendition /OP 0', 'multimedia'],
  ])('a link that %s', async (_what, action, reason) => {
    expect(await inspectPdf(linked(action))).toEqual(refused(reason));
  });

  test('actions that follow each other in a circle end', async () => {
    const circle = classicPdf({ catalog: '/OpenAction 6 0 R', objects: ['<</S /Named /N /NextPage /Next 6 0 R>>'] });
    expect(await inspectPdf(circle)).toEqual({ ok: true, pages: 1 });
  });

  test.each([
    'javascript:alert\\(1\\)',
    ' javascript:alert\\(1\\)',
    'JaVaScRiPt:alert\\(1\\)',
    'java\\nscript:alert\\(1\\)',
    '\\001java\\tscript :alert\\(1\\)',
    'data:text/html,<script>',
    'file:///C:/cgv.pdf',
    'vbscript:x',
  ])('a link to %s', async (address) => {
    expect(await inspectPdf(linked(`/S /URI /URI (${address})`))).toEqual(refused('unsafe-link'));
  });

  test('a link that the document’s own base makes one', async () => {
    const catalog = '/URI <</Base (javascript:)>>';
    expect(await inspectPdf(classicPdf({ catalog }))).toEqual(refused('unsafe-link'));
  });

  test('the same written in UTF-16', async () => {
    const address = Buffer.from('javascript:1', 'utf16le').swap16().toString('hex');
    expect(await inspectPdf(linked(`/S /URI /URI <feff${address}>`))).toEqual(refused('unsafe-link'));
  });

  test.each(['https://exemple.fr/a?b=c:d', 'mailto:a@exemple.fr', 'tel:+33612345678', 'www.exemple.fr', '#annexe:2'])(
    'but a link to %s is a link',
    async (address) => {
      expect(await inspectPdf(linked(`/S /URI /URI (${address})`))).toEqual({ ok: true, pages: 1 });
    },
  );
});

describe('what is not in the file, or not on its pages, is refused', () => {
  test.each([
    ['a stream kept elsewhere', pdfStream('/F (contenu.bin)', ''), 'outside-content'],
    ['a page of another file', pdfStream('/Subtype /Form /Ref <</F (a.pdf) /Page 0>>', ''), 'outside-content'],
    ['a picture of the printer’s', pdfStream('/Subtype /Image /OPI <</2.0 <<>>>>', ''), 'outside-content'],
    ['a file by its address', '<</Type /Filespec /FS /URL /F (https://exemple.fr/a.pdf)>>', 'outside-content'],
    ['another picture for the printer', pdfStream('/Subtype /Image /Alternates []', ''), 'varying-content'],
    ['what only some printers draw', pdfStream('/Subtype /PS', ''), 'varying-content'],
  ])('%s', async (_what, object, reason) => {
    expect(await inspectPdf(classicPdf({ page: '/PieceInfo 6 0 R', objects: [object] }))).toEqual(refused(reason));
  });

  test.each(['RichMedia', '3D', 'Movie', 'Sound', 'Screen'])('an annotation of the kind %s', async (kind) => {
    expect(await inspectPdf(annotated(`/Subtype /${kind}`))).toEqual(refused('multimedia'));
  });

  test.each([
    ['a static XFA form', '/AcroForm <</Fields [] /XFA [(template) 4 0 R]>>', 'dynamic-form'],
    ['a dynamic one', '/NeedsRendering true', 'dynamic-form'],
    ['a portfolio', '/Collection <</View /D>>', 'portfolio'],
  ])('%s', async (_what, catalog, reason) => {
    expect(await inspectPdf(classicPdf({ catalog }))).toEqual(refused(reason));
  });
});

describe('what shows in one place and not in another is refused', () => {
  test.each([
    ['only on screen', '/Subtype /Stamp /F 0'],
    ['only in print', '/Subtype /Stamp /F 36'],
    ['only under a mouse', '/Subtype /Stamp /F 260'],
    ['nowhere, until somebody looks for it', '/Subtype /Stamp /F 6'],
    ['where its kind is not known', '/Subtype /Stamp /F 5'],
  ])('an annotation that shows %s', async (_what, annotation) => {
    expect(await inspectPdf(annotated(`${annotation} /AP <</N 6 0 R>>`, [drawing]))).toEqual(
      refused('varying-content'),
    );
  });

  test('an annotation that turns into something else under a mouse', async () => {
    const bytes = annotated('/Subtype /Stamp /F 4 /AP <</N 6 0 R /R 7 0 R>>', [drawing, drawing]);
    expect(await inspectPdf(bytes)).toEqual(refused('varying-content'));
  });

  test('one that shows alike everywhere, a link’s frame and a signature without a size are none', async () => {
    expect(await inspectPdf(annotated('/Subtype /Stamp /F 4 /AP <</N 6 0 R>>', [drawing]))).toMatchObject({ ok: true });
    expect(await inspectPdf(annotated('/Subtype /Link /Border [0 0 1]'))).toMatchObject({ ok: true });
    expect(
      await inspectPdf(annotated('/Rect [9 9 9 9] /Subtype /Widget /FT /Sig /AP <</N 6 0 R>>', [drawing])),
    ).toMatchObject({ ok: true });
  });

  test.each([
    ['hidden in print', [{ name: 'Clause', more: '/Usage <</Print <</PrintState /OFF>>>>' }], ''],
    ['only in print', [{ name: 'Clause', more: '/Usage <</Print <</PrintState /ON>>>>' }], '/OFF [6 0 R]'],
    ['hidden on screen', [{ name: 'Clause', more: '/Usage <</View <</ViewState /OFF>>>>' }], ''],
    ['hidden when exported', [{ name: 'Clause', more: '/Usage <</Export <</ExportState /OFF>>>>' }], ''],
    ['only from near', [{ name: 'Clause', more: '/Usage <</Zoom <</min 4>>>>' }], ''],
    ['only in one language', [{ name: 'Clause', more: '/Usage <</Language <</Lang (fr)>>>>' }], ''],
    ['hidden, but not for viewing', [{ name: 'Clause', more: '/Intent /Design' }], '/OFF [6 0 R]'],
    ['both shown and hidden', [{ name: 'Clause' }], '/ON [6 0 R] /OFF [6 0 R]'],
  ])('a layer %s', async (_what, layers, config) => {
    expect(await inspectPdf(layeredPdf(layers, config))).toEqual(refused('varying-content'));
  });

  test('a layer that another arrangement hides, or that is not listed and says that it is hidden', async () => {
    const other = layeredPdf([{ name: 'Clause' }], '', '/Configs [<</Name (Sans) /OFF [6 0 R]>>]');
    expect(await inspectPdf(other)).toEqual(refused('varying-content'));
    const unlisted = '<</Type /OCG /Name (Clause) /Usage <</View <</ViewState /OFF>>>>>>';
    expect(await inspectPdf(classicPdf({ page: '/PieceInfo 6 0 R', objects: [unlisted] }))).toEqual(
      refused('varying-content'),
    );
  });

  test.each([
    ['that readers draw anew', '/NeedAppearances true', '/V (1000) /F 4 /AP <</N 6 0 R>>'],
    ['that shows another state than its value', '', '/FT /Btn /V /Oui /AS /Off /F 4 /AP <</N <</Oui 6 0 R>>>>'],
  ])('a field %s', async (_what, form, widget) => {
    const bytes = classicPdf({
      catalog: `/AcroForm <</Fields [7 0 R] ${form}>>`,
      page: '/Annots [7 0 R]',
      objects: [
        drawing,
        `<</Type /Annot /Subtype /Widget ${widget.includes('/FT') ? '' : '/FT /Tx'} /T (Prix) /Rect [0 0 99 99] ${widget}>>`,
      ],
    });
    expect(await inspectPdf(bytes)).toEqual(refused('form-values'));
  });
});

describe('what a signer can be shown beside the pages is accepted and told', () => {
  test('layers, each as it opens and prints', async () => {
    const layers = [{ name: 'Murs' }, { name: 'Électricité', more: '/Usage <</View <</ViewState /OFF>>>>' }, {}];
    expect(await inspectPdf(layeredPdf(layers, '/OFF [7 0 R]'))).toMatchObject({
      ok: true,
      beside: {
        layers: [
          { id: '6R', name: 'Murs', shown: true },
          { id: '7R', shown: false },
          { id: '8R', name: '', shown: true },
        ],
      },
    });
    expect(await inspectPdf(layeredPdf([{ name: 'Murs' }], '/BaseState /OFF'))).toMatchObject({
      beside: { layers: [{ name: 'Murs', shown: false }] },
    });
  });

  test('the data of an electronic invoice', async () => {
    const xml = '<rsm:CrossIndustryInvoice/>';
    const seen = await inspectPdf(attachingPdf({ 'factur-x.xml': xml }));
    expect(seen).toMatchObject({ ok: true, beside: { attachments: [{ name: 'factur-x.xml' }] } });
    expect(seen.ok && Buffer.from(seen.beside!.attachments[0]!.bytes).toString()).toBe(xml);
  });

  test('a file that only an annotation leads to', async () => {
    const bytes = annotated(
      '/Subtype /FileAttachment /F 4 /AP <</N 6 0 R>> /FS <</F (C:\\\\dossier\\\\plan.dxf) /EF <</F 7 0 R>>>>',
      [drawing, pdfStream('', '0')],
    );
    expect(await inspectPdf(bytes)).toMatchObject({ beside: { attachments: [{ name: 'plan.dxf' }] } });
  });

  test('comments and what fields hold', async () => {
    const bytes = classicPdf({
      catalog: '/AcroForm <</Fields [8 0 R]>>',
      page: '/Annots [6 0 R 8 0 R]',
      objects: [
        '<</Type /Annot /Subtype /Text /Rect [0 0 20 20] /T (Zoe) /Contents (Sous r\\351serve.\\r\\nVoir avec moi) /RC (<body><p>Autre &amp; plus</p></body>)>>',
        drawing,
        '<</Type /Annot /Subtype /Widget /Rect [0 0 99 99] /F 4 /AP <</N 7 0 R>> /FT /Tx /T (Prix) /V (1 000 \\200)>>',
      ],
    });
    expect(await inspectPdf(bytes)).toMatchObject({
      beside: {
        texts: [
          { kind: 'comment', label: 'Zoe', text: 'Sous réserve.\nVoir avec moi\nAutre & plus' },
          { kind: 'field', label: 'Prix', text: expect.stringMatching(/^1 000/) },
        ],
      },
    });
  });
});

describe('what could not be handed over, or looked through, is refused', () => {
  test.each([
    ['a program', attachingPdf({ 'facture.exe': 'MZ' })],
    ['a page of the web', attachingPdf({ 'facture.html': '<script>' })],
    ['a file without a kind', attachingPdf({ facture: 'x' })],
    ['a program by another of its names', attachingPdf({ 'facture.xml': 'MZ' }, '/DOS (FACTURE.EXE)')],
    ['a PDF that would be refused', attachingPdf({ 'cgv.pdf': classicPdf({ catalog: '/Collection <<>>' }) })],
    ['the same under another kind', attachingPdf({ 'cgv.txt': classicPdf({ catalog: '/Collection <<>>' }) })],
    ['a PDF with something beside its pages', attachingPdf({ 'cgv.pdf': attachingPdf({ 'a.xml': '' }) })],
    [
      'more files than anybody opens',
      attachingPdf(Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`${i}.xml`, 'x']))),
    ],
  ])('%s', async (_what, bytes) => {
    expect(await inspectPdf(bytes)).toEqual(refused('unsafe-attachment'));
  });

  test('a file that inflates without end', async () => {
    expect(await inspectPdf(attachingPdf({ 'a.xml': new Uint8Array(30_000_000) }))).toEqual(refused('bomb'));
  });

  test('more comments, or layers, than anybody reads', async () => {
    const comment = `<</Subtype /Text /Rect [0 0 9 9] /Contents (${'a'.repeat(1000)})>>`;
    expect(await inspectPdf(classicPdf({ page: `/Annots [${comment.repeat(31)}]` }))).toEqual(
      refused('too-much-beside'),
    );
    expect(await inspectPdf(layeredPdf(Array(301).fill({})))).toEqual(refused('too-much-beside'));
  });
});

describe('a document that is certified is sealed only as its author allows', () => {
  const at = new Date('2026-11-28T08:00:00Z');
  const terms = (method: string, parameters: string) =>
    `/Reference [<</Type /SigRef /TransformMethod /${method} /TransformParams <<${parameters}>>>>]`;

  test('the case: by an employer who allows no change', async () => {
    const bytes = new Uint8Array(
      readFileSync(new URL('../../test/cases/pdf/certified-docmdp-p1.pdf', import.meta.url)),
    );
    expect(await inspectPdf(bytes)).toEqual(refused('no-change-allowed'));
  });

  test.each([
    ['by the signature alone', { reference: terms('DocMDP', '/P 1') }],
    ['with a level that there is not', { reference: terms('DocMDP', '/P 7') }],
    [
      'by the lock of a field that is signed',
      { field: '/Lock <</Type /SigFieldLock /Action /Include /Fields [] /P 1>>' },
    ],
    ['by a signer who locked every field', { reference: terms('FieldMDP', '/Action /All') }],
    ['by a signer who locked all fields but some', { reference: terms('FieldMDP', '/Action /Exclude /Fields [(a)]') }],
    ['by the rights that Acrobat’s users were given', { catalog: '/Perms <</UR3 <</Type /Sig>>>>' }],
    ['by who is not there', { catalog: '/Perms <</DocMDP 99 0 R>>' }],
  ])('no change allowed %s', async (_what, options) => {
    expect(await inspectPdf(signedPdf(options))).toEqual(refused('no-change-allowed'));
  });

  test.each([
    ['that allows forms and signatures', terms('DocMDP', '/P 2')],
    ['that says nothing of it', terms('DocMDP', '')],
    ['that allows comments too', terms('DocMDP', '/P 3')],
    ['that locks some fields', terms('FieldMDP', '/Action /Include /Fields [(Prix)]')],
  ])('one %s is sealed, and nothing else is added', async (_what, reference) => {
    const certified = signedPdf({ reference });
    expect(await inspectPdf(certified)).toMatchObject({ ok: true });
    const result = await sealPdf(certified, sampleSeal(at), await sealingKeys(at));
    expect(result.markPlacement).toBe('invisible');
    expect(await inspectPdf(result.bytes)).toMatchObject({ ok: true, pages: 1 });
  });
});
