import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { about, idOf } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { packed, say } from '../../../shared/text.ts';
import { columnMapping } from '../list-fields.ts';
import { listImportView } from '../list-import-view.ts';

const LARGEST = 100 * 1024 * 1024;

export default http({
  route: 'POST /v1/lists/{listId}/imports',
  summary: say(
    'Annonce un tableau (CSV, XLSX, ODS) à importer dans une liste, et donne le lien par lequel l’envoyer.',
    'Announces a spreadsheet (CSV, XLSX, ODS) to import into a list, and gives the link to send it by.',
  ),
  description: say(
    'Envoyez ensuite le fichier à `upload.url`, avec `upload.method` et `upload.headers`, dans le quart d’heure. Il est lu dès son arrivée : les bonnes lignes entrent, chaque mauvaise est dite avec son numéro. Un import ne crée aucun consentement.',
    'Then send the file to `upload.url`, with `upload.method` and `upload.headers`, within a quarter of an hour. It is read as soon as it arrives: good lines come in, each bad one is told with its number. An import creates no consent.',
  ),
  auth: 'user',
  rights: 'lists:write',
  limit: { per: 'account', max: 200, window: HOUR },
  body: z.strictObject({
    filename: line(200)
      .meta(about('Le nom du fichier, sans son dossier.', 'The name of the file, without its folder.', 'clients.csv'))
      .regex(/^[^/\\]*$/, {
        error: packed(
          'Donnez le nom du fichier sans son dossier : ni « / » ni « \\ ».',
          'Give the name of the file without its folder: neither “/” nor “\\”.',
        ),
      }),
    size: z
      .int()
      .meta(about('La taille du fichier, en octets.', 'The size of the file, in bytes.', 48213))
      .min(1)
      .max(LARGEST, {
        error: packed(
          `Un tableau fait au plus 100 Mo (${LARGEST} octets) : partagez-le en plusieurs.`,
          `A spreadsheet has at most 100 MB (${LARGEST} bytes): split it into several.`,
        ),
      }),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, {
        error: packed(
          'Donnez l’empreinte SHA-256 du fichier : 64 chiffres hexadécimaux.',
          'Give the SHA-256 of the file: 64 hexadecimal digits.',
        ),
      })
      .toLowerCase()
      .meta(
        about(
          'L’empreinte SHA-256 du fichier, en hexadécimal.',
          'The SHA-256 of the file, in hexadecimal.',
          '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        ),
      ),
    mapping: columnMapping.optional(),
  }),
  returns: {
    201: z.object({
      id: idOf('imp'),
      status: listImportView.shape.status,
      upload: z
        .object({
          url: z
            .string()
            .meta(
              about(
                'Où l’envoyer, pendant un quart d’heure.',
                'Where to send it, for a quarter of an hour.',
                'https://s3.example/…',
              ),
            ),
          method: z.literal('PUT').meta(about('Comment.', 'How.')),
          headers: z.record(z.string(), z.string()).meta(
            about('Les en-têtes à envoyer avec.', 'The headers to send with it.', {
              'content-type': 'application/octet-stream',
            }),
          ),
        })
        .optional()
        .meta(
          about(
            'Où et comment envoyer le fichier ; absent une fois qu’il est arrivé.',
            'Where and how to send the file; absent once it has come.',
          ),
        ),
    }),
  },
  access: ['table:write', 'tables:write'],
});
