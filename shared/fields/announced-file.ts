import * as z from 'zod';
import { packed, type Text } from '../text.ts';
import { about } from './about.ts';
import { line } from './text-line.ts';

/** A file that is announced before it is sent to S3, as bodies and answers of the API have it. */

/** The name of a file as its sender has it. */
export const filename = line(200)
  .meta(
    about('Le nom du fichier, sans son dossier.', 'The name of the file, without its folder.', 'devis-2026-042.pdf'),
  )
  .regex(/^[^/\\]*$/, {
    error: packed(
      'Donnez le nom du fichier sans son dossier : ni « / » ni « \\ ».',
      'Give the name of the file without its folder: neither “/” nor “\\”.',
    ),
  });

/** @param largest in bytes; `tooLarge` is said of a file that has more */
export const sizeUpTo = (largest: number, tooLarge: Text) =>
  z
    .int()
    .meta(about('La taille du fichier, en octets.', 'The size of the file, in bytes.', 48213))
    .min(1)
    .max(largest, { error: packed(tooLarge.fr, tooLarge.en) });

/** In hexadecimal. */
export const fileSha256 = z
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
  );

/** Where a file of a type is sent, as `presignUpload` answers it. */
export const uploadLink = (contentType: string) =>
  z
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
      headers: z
        .record(z.string(), z.string())
        .meta(about('Les en-têtes à envoyer avec.', 'The headers to send with it.', { 'content-type': contentType })),
    })
    .optional()
    .meta(
      about(
        'Où et comment envoyer le fichier ; absent une fois qu’il est arrivé.',
        'Where and how to send the file; absent once it has come.',
      ),
    );
