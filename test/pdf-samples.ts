import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { createAuthority, openAuthority } from '../infra/local/engines/timestamp-issuer.ts';
import { signWithKey } from '../shared/documents/digest-signer.ts';
import { issueSelfSigned } from '../shared/documents/issue-certificate.ts';
import type { Seal } from '../shared/documents/seal-pdf.ts';
import {
  buildTimestampRequest,
  readTimestampResponse,
  type TimestampAuthority,
} from '../shared/documents/timestamp.ts';

/** Documents and keys for tests, made on the spot; those after public bug reports are in cases/pdf. */

/** A document of cases/pdf, by its name. */
export const casePdf = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`cases/pdf/${name}.pdf`, import.meta.url)));

const content = 'BT /F1 24 Tf 72 700 Td (Devis 2026-118) Tj ET';
const font = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>';

export interface ClassicOptions {
  pages?: number;
  /** PDF syntax added to the catalog. */
  catalog?: string;
  /** PDF syntax added to each page. */
  page?: string;
  /** PDF syntax added to the trailer. */
  trailer?: string;
  /** More objects, numbered from 5 + number of pages. */
  objects?: string[];
  mediaBox?: string;
  count?: number;
  endOfLine?: string;
}

/** A hand-written PDF 1.4: catalog 1, page tree 2, font 3, content 4, then the pages. The page tree bears the format. */
export function classicPdf(options: ClassicOptions = {}): Uint8Array {
  const { pages = 1, endOfLine = '\n' } = options;
  // No key twice: readers would differ on which counts.
  const drawing = options.page?.includes('/Resources') ? '' : '/Contents 4 0 R /Resources <</Font <</F1 3 0 R>>>>';
  const kids = Array.from({ length: pages }, (_, i) => `${i + 5} 0 R`).join(' ');
  const bodies = [
    `<</Type /Catalog /Pages 2 0 R ${options.catalog ?? ''}>>`,
    `<</Type /Pages /Kids [${kids}] /Count ${options.count ?? pages} /MediaBox ${options.mediaBox ?? '[0 0 595 842]'}>>`,
    font,
    `<</Length ${content.length}>>${endOfLine}stream\r\n${content}${endOfLine}endstream`,
    ...Array.from({ length: pages }, () => `<</Type /Page /Parent 2 0 R ${drawing} ${options.page ?? ''}>>`),
    ...(options.objects ?? []),
  ];
  let text = `%PDF-1.4${endOfLine}`;
  const offsets = bodies.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj${endOfLine}${body}${endOfLine}endobj${endOfLine}`;
    return at;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('');
  const trailer = `trailer${endOfLine}<</Size ${bodies.length + 1} /Root 1 0 R ${options.trailer ?? ''}>>${endOfLine}`;
  text += `xref${endOfLine}0 ${bodies.length + 1}${endOfLine}0000000000 65535 f\r\n${rows}${trailer}startxref${endOfLine}${text.length}${endOfLine}%%EOF${endOfLine}`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** PDF syntax of a stream: an object for `classicPdf`. */
export const pdfStream = (dict: string, data: Uint8Array | string) =>
  `<<${dict} /Length ${data.length}>>\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`;

/** What layers draw, and how each is set. Objects of `classicPdf` from 6: the layers, then their page's content. */
export interface LayerOptions {
  name?: string;
  /** PDF syntax added to the layer. */
  more?: string;
}

/** A page with a line on each layer. `config` is PDF syntax of the default arrangement, `properties` beside it. */
export function layeredPdf(layers: readonly LayerOptions[], config = '', properties = ''): Uint8Array {
  const refs = layers.map((_, i) => `${i + 6} 0 R`).join(' ');
  const drawn = layers
    .map(({ name }, i) => `/OC /L${i} BDC BT /F1 18 Tf 72 ${600 - i * 40} Td (${name ?? ''}) Tj ET EMC`)
    .join('\n');
  const named = layers.map((_, i) => `/L${i} ${i + 6} 0 R`).join(' ');
  return classicPdf({
    catalog: `/OCProperties <</OCGs [${refs}] /D <</Order [${refs}] ${config}>> ${properties}>>`,
    page: `/Contents [4 0 R ${layers.length + 6} 0 R] /Resources <</Font <</F1 3 0 R>> /Properties <<${named}>>>>`,
    objects: [
      ...layers.map(({ name, more = '' }) => `<</Type /OCG ${name ? `/Name (${name})` : ''} ${more}>>`),
      pdfStream('', drawn),
    ],
  });
}

/** A document with files attached by the name tree, as electronic invoices are. `more` is PDF syntax of each one's specification. */
export function attachingPdf(files: Record<string, Uint8Array | string>, more = ''): Uint8Array {
  const names = Object.keys(files);
  const tree = names.map((name, i) => `(${name}) ${6 + i * 2} 0 R`).join(' ');
  return classicPdf({
    catalog: `/Names <</EmbeddedFiles <</Names [${tree}]>>>> /AF [${names.map((_, i) => `${6 + i * 2} 0 R`).join(' ')}]`,
    objects: names.flatMap((name, i) => [
      `<</Type /Filespec /F (${name}) /UF (${name}) /AFRelationship /Data /EF <</F ${7 + i * 2} 0 R /UF ${7 + i * 2} 0 R>> ${more}>>`,
      pdfStream('/Type /EmbeddedFile /Filter /FlateDecode', deflateSync(files[name]!)),
    ]),
  });
}

/** A document that bears a signature without a value: what is said around it is what counts. All are PDF syntax. */
export function signedPdf({ reference = '', field = '', catalog = '' }): Uint8Array {
  const numbers = ['0000000001', '0000000002', '0000000003'];
  const bytes = Buffer.from(
    classicPdf({
      catalog: `/AcroForm <</Fields [7 0 R] /SigFlags 3>> ${catalog}`,
      page: '/Annots [7 0 R]',
      objects: [
        `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 ${numbers.join(' ')}] /Contents <00112233> ${reference}>>`,
        `<</Type /Annot /Subtype /Widget /FT /Sig /F 132 /T (Employeur) /Rect [0 0 0 0] /V 6 0 R ${field}>>`,
      ],
    }),
  );
  const start = bytes.indexOf('<00112233>');
  const end = start + '<00112233>'.length;
  [start, end, bytes.length - end].forEach((value, i) => {
    bytes.write(String(value).padStart(10, '0'), bytes.indexOf(numbers[i]!));
  });
  return new Uint8Array(bytes);
}

export interface ModernOptions {
  /** What is compressed into the object stream in the place of the document's structure. */
  objectStream?: Uint8Array;
  /** What follows it in the same stream, as it is. */
  afterObjectStream?: Uint8Array;
  /** PDF syntax of the cross-reference stream's sizes, in the place of the true ones. */
  xrefSizes?: string;
}

/** A hand-written PDF 1.5: catalog and page tree in a compressed object stream, cross-reference stream with predictor. */
export function modernPdf(options: ModernOptions = {}): Uint8Array {
  const inside = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 842 595]>>',
  ];
  let at = 0;
  const index = inside.map((body, i) => {
    const entry = `${i + 1} ${at}`;
    at += body.length + 1;
    return entry;
  });
  const head = `${index.join(' ')} `;
  const plain = options.objectStream ?? Buffer.from(head + inside.join(' '));
  const packed = Buffer.concat([deflateSync(plain), options.afterObjectStream ?? new Uint8Array()]);
  const start = '%PDF-1.5\n';
  const holder = Buffer.concat([
    Buffer.from(
      `${start}4 0 obj\n<</Type /ObjStm /N 3 /First ${head.length} /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`,
    ),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const rows = [
    [0, 0, 0],
    [2, 4, 0],
    [2, 4, 1],
    [2, 4, 2],
    [1, start.length, 0],
    [1, holder.length, 0],
  ].map(([type = 0, value = 0, third = 0]) => [type, value >> 8, value & 255, third]);
  const predicted = rows.flatMap((row, i) => [2, ...row.map((byte, j) => (byte - (rows[i - 1]?.[j] ?? 0)) & 255)]);
  const xref = deflateSync(Uint8Array.from(predicted));
  const sizes = options.xrefSizes ?? '/Size 6 /W [1 2 1] /DecodeParms <</Predictor 12 /Columns 4>>';
  return new Uint8Array(
    Buffer.concat([
      holder,
      Buffer.from(
        `5 0 obj\n<</Type /XRef /Root 1 0 R ${sizes} /Filter /FlateDecode /Length ${xref.length}>>\nstream\n`,
      ),
      xref,
      Buffer.from(`\nendstream\nendobj\nstartxref\n${holder.length}\n%%EOF\n`),
    ]),
  );
}

/** A self-signed seal and a time-stamp authority in this process, both valid around `at`; `clock` is what the authority reads. */
export async function sealingKeys(at: Date, clock: () => Date = () => at) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const day = 24 * 3600 * 1000;
  const certificate = await issueSelfSigned({
    subject: { CN: 'Guichet – cachet d’essai', O: 'Guichet', C: 'FR' },
    publicKeySpki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    signer: signWithKey(privateKey),
    notBefore: new Date(at.getTime() - day),
    notAfter: new Date(at.getTime() + 365 * day),
    serial: randomBytes(16),
  });
  const issuer = openAuthority(await createAuthority(new Date(at.getTime() - day)));
  const tsa: TimestampAuthority = {
    async stamp(digest) {
      const nonce = randomBytes(16);
      return readTimestampResponse(await issuer.answer(buildTimestampRequest(digest, nonce), clock()), digest, nonce);
    },
  };
  return { signer: { certificateChain: [certificate], sign: signWithKey(privateKey) }, tsa };
}

export const sampleSeal = (at: Date): Seal => ({
  at,
  reason: 'Devis accepté',
  signerName: 'Zoë Łukasiewicz',
  mark: {
    title: 'Signature électronique',
    lines: ['devis-2026-118.pdf · 1 page'],
    blocks: [{ name: 'Zoë Łukasiewicz', lines: ['z•••@exemple.fr · +33 6 •• •• •• 42'] }],
    requestId: 'sig_01k3v9x7c2m4q8r5t6w1y0z3ab',
    locale: 'fr',
  },
});
