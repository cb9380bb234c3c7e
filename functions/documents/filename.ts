import { about } from '../../shared/fields/about.ts';
import { line } from '../../shared/fields/text-line.ts';
import { packed } from '../../shared/text.ts';

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
