import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { PDF, StandardFonts } from '@libpdf/core';
import { openAccount } from '../functions/accounts/account.ts';
import { putRecipient } from '../functions/campaigns/recipient.ts';
import { drawCertificate, layOut } from '../functions/certificates/drawing/draw-certificate.ts';
import { layoutDesign } from '../functions/certificates/template-layouts.ts';
import type { Engines } from '../infra/local/engines.ts';
import { config } from '../shared/config.ts';
import { sealPdf } from '../shared/documents/seal-pdf.ts';
import { newId } from '../shared/ids.ts';
import { database } from '../shared/table/client.ts';
import { putMany } from '../shared/table/put-many.ts';
import { sealingKeys } from '../test/pdf-samples.ts';
import { type Figure, sideBySide, timed, worked } from './figures.ts';

const TIMES = 200;

/** Certificates of one core: laid out, drawn, sealed; beside LibPDF, which draws the same texts on a page and saves it. */
export async function certificates(): Promise<Figure[]> {
  const issuedAt = new Date('2027-03-01T10:00:00Z');
  const { signer, tsa } = await sealingKeys(new Date());
  const brand = { name: 'Durand Menuiserie', colour: '#7a2e1d' };
  const design = layoutDesign({
    ...{ layout: 'classic', orientation: 'landscape', locale: 'fr', hasExpiry: false, brand },
    holder: '{{prenom}} {{nom}}',
    texts: { signatory: 'Camille Durand, directrice' },
  });
  const id = 'crt_01kb3qbk9z2b5d8f1j3m6p9rvy';
  const link = `https://guichet.example/verify/${id}`;
  let turn = 0;
  const shown = () =>
    new Map(
      Object.entries({
        ...{ prenom: 'Zoé', nom: `Lefèvre ${turn++}`, certificate: 'Ramonage, niveau 1', id, link },
        ...{ organisation: brand.name, issuedon: '1 mars 2027', expireson: '' },
      }),
    );
  const draw = () => drawCertificate(design, shown(), { title: 'Ramonage', id, link, issuedAt, locale: 'fr' });
  const seal = { at: new Date(), reason: id, signerName: brand.name, chainHead: { sequence: 1, hash: 'a'.repeat(64) } };
  const { laid } = await layOut(design, shown());
  const bare = async () => {
    const pdf = PDF.create();
    const page = pdf.addPage({ width: design.width, height: design.height });
    for (const { placed, fitted } of laid) {
      for (const [i, line] of fitted.lines.entries())
        page.drawText(line, {
          x: placed.x,
          y: 500 - placed.y / 2 - i * 12,
          size: fitted.size,
          font: StandardFonts.Helvetica,
        });
    }
    return pdf.save();
  };
  const took = await sideBySide(
    { drawn: draw, sealed: async () => sealPdf(await draw(), seal, { signer, tsa }), bare },
    TIMES,
    worked,
  );
  const perSecond = (ms: number) => `${(1000 / ms).toFixed(0)} /s`;
  return [
    {
      what: 'drawn and sealed, of what LibPDF takes to draw and save its texts alone',
      value: took.sealed / took.bare,
      unit: '×',
      limit: 1 / 0.7,
      note: `${perSecond(took.sealed)} of one core against ${perSecond(took.bare)}; drawn alone ${perSecond(took.drawn)}`,
    },
    { what: 'drawn and sealed', value: took.sealed, unit: 'ms', limit: 20, note: 'fifty a second' },
  ];
}

const RECIPIENTS = 10_000;

/** Recipients of an import, written as it writes them; beside the same items in batches of 25, eight at a time. */
export async function recipientsWritten(engines: Engines): Promise<Figure[]> {
  Object.assign(process.env, engines.environmentOf('import-campaign'));
  const now = new Date();
  const { account } = openAccount({ email: 'camille@bench.example', firstName: 'Camille', lastName: 'D' }, now);
  const writes = () => {
    const campaignId = newId('cmp', new Date());
    return (i: number) =>
      putRecipient(account.id, campaignId, {
        number: i + 1,
        email: `zoe.lefevre.${i}@exemple.test`,
        values: { prenom: 'Zoé', nom: `Lefèvre ${i}`, date: '2027-03-01' },
      });
  };
  const all = (one: (i: number) => ReturnType<typeof putRecipient>) =>
    Array.from({ length: RECIPIENTS }, (_, i) => one(i));
  const bare = async () => {
    const items = all(writes()).map(({ item }) => ({ PutRequest: { Item: item.Put?.Item ?? {} } }));
    const ms = await timed(async () => {
      const groups = Array.from({ length: items.length / 25 }, (_, i) => items.slice(i * 25, (i + 1) * 25));
      const goOn = async () => {
        for (let group = groups.pop(); group; group = groups.pop())
          await database().send(new BatchWriteCommand({ RequestItems: { [config.table()]: group } }));
      };
      await Promise.all(Array.from({ length: 8 }, goOn));
    });
    return ms;
  };
  const ours = () => timed(() => putMany(all(writes())));
  await bare();
  const took = { bare: 0, ours: 0 };
  for (let i = 0; i < 3; i++) {
    took.bare += await bare();
    took.ours += await ours();
  }
  const perSecond = (ms: number) => Math.round((3 * RECIPIENTS * 1000) / ms).toLocaleString('en');
  return [
    {
      what: `${RECIPIENTS} recipients written`,
      value: took.ours / took.bare,
      unit: '×',
      limit: 1 / 0.8,
      note: `${perSecond(took.ours)} /s against ${perSecond(took.bare)} /s`,
    },
  ];
}
