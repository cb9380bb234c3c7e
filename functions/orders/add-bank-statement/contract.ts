import * as z from 'zod';
import { about, idOf } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { lineView } from '../statements/line-view.ts';
import { counted, howToRead } from '../statements/statement-view.ts';

export default http({
  route: 'POST /v1/bank-statements',
  summary: say(
    'Apporte un relevé bancaire : chaque virement retrouve sa commande.',
    'Brings a bank statement: each transfer finds its order.',
  ),
  description: say(
    'Un fichier CAMT.053, CSV, XLSX ou ODS (`-F statement=@releve.csv -F request={}`), ou des lignes à la main (`lines`). D’un tableau, `read` dit quelle colonne porte quoi ; `columns` et `reading` le changent, `preview` le montre sans rien importer. La référence structurée compte d’abord, puis celle du texte libre. Le même fichier deux fois ne compte qu’une fois ; deux paiements égaux le même jour sont deux paiements. Un fichier dont un montant ne se lit pas est refusé en entier. Tenez-vous à un format : le CSV et le CAMT.053 d’un même jour ne se reconnaissent pas l’un l’autre. Au-delà de 4 Mo, POST /v1/bank-statements/uploads.',
    'A CAMT.053, CSV, XLSX or ODS file (`-F statement=@statement.csv -F request={}`), or lines by hand (`lines`). Of a table, `read` tells which column holds what; `columns` and `reading` change it, `preview` shows it and imports nothing. The structured reference counts first, then that of the free text. The same file twice counts once; two equal payments on a day are two payments. A file with an amount that cannot be read is refused whole. Keep to one format: the CSV and the CAMT.053 of one day do not know each other. Above 4 MB, POST /v1/bank-statements/uploads.',
  ),
  auth: 'user',
  rights: 'orders:write',
  body: z.strictObject({
    lines: z
      .array(
        z.strictObject({
          amount: z
            .int()
            .min(1)
            .max(99_999_999_999)
            .meta(about('Ce qui est arrivé, en centimes.', 'What came in, in cents.', 1990)),
          bookedOn: z.iso.date().meta(about('Le jour.', 'The day.', '2026-11-28')),
          text: line(300).meta(about('La communication.', 'The remittance.', '+++123/4567/89002+++')),
          payer: line(140)
            .optional()
            .meta(about('Qui a payé.', 'Who paid.', 'Anne Martin')),
        }),
      )
      .min(1)
      .max(1000)
      .meta(about('Les virements arrivés.', 'The transfers that came in.')),
  }),
  withFile: {
    body: z.strictObject({
      ...howToRead,
      preview: z
        .boolean()
        .default(false)
        .meta(
          about(
            'Dire seulement comment le fichier est lu : rien n’est importé.',
            'Only tell how the file is read: nothing is imported.',
            true,
          ),
        ),
    }),
    part: 'statement',
    type: 'application/octet-stream',
    words: say('Le relevé : CAMT.053, ou CSV, XLSX, ODS.', 'The statement: CAMT.053, or CSV, XLSX, ODS.'),
  },
  returns: {
    200: z.object({
      ...counted,
      first: z
        .array(lineView.pick({ amount: true, bookedOn: true, text: true, payer: true, payerIban: true }))
        .meta(about('Les premiers virements, tels qu’ils sont lus.', 'The first transfers, as they are read.')),
    }),
    202: z.object({ id: idOf('bst'), ...counted }),
  },
  problems: [409],
  access: ['table:write', 'imports:write', 'send:match-bank-statement'],
  memory: 1024,
});
