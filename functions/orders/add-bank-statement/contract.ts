import * as z from 'zod';
import { about, idOf } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/bank-statements',
  summary: say(
    'Apporte un relevé bancaire : chaque virement retrouve sa commande.',
    'Brings a bank statement: each transfer finds its order.',
  ),
  description: say(
    'Un fichier CAMT.053 (`-F statement=@releve.xml -F request={}`), ou des lignes à la main (`lines`). La référence structurée compte d’abord, puis celle du texte libre. Le même fichier deux fois ne compte qu’une fois ; deux paiements égaux le même jour sont deux paiements. Un fichier dont un montant ne se lit pas est refusé en entier.',
    'A CAMT.053 file (`-F statement=@statement.xml -F request={}`), or lines by hand (`lines`). The structured reference counts first, then that of the free text. The same file twice counts once; two equal payments on a day are two payments. A file with an amount that cannot be read is refused whole.',
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
    body: z.strictObject({}),
    part: 'statement',
    type: 'application/xml',
    words: say('Le relevé, en CAMT.053.', 'The statement, as CAMT.053.'),
  },
  returns: {
    202: z.object({
      id: idOf('bst'),
      lines: z.int().meta(about('Virements à attribuer.', 'Transfers to be matched.', 12)),
      ignored: z
        .int()
        .meta(
          about(
            'Lignes passées : débits, autres monnaies, extournes.',
            'Lines passed over: debits, other currencies, reversals.',
            3,
          ),
        ),
    }),
  },
  problems: [409],
  access: ['table:write', 'tables:write', 'send:match-bank-statement'],
  memory: 1024,
});
