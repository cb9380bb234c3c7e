import * as z from 'zod';
import { about } from '../fields/about.ts';
import { sha256Hex } from '../sha256.ts';
import type { BesidePages } from './beside-pages.ts';

/** What a document holds beside its pages, as it is told of: to its sender, to the signer and in the proof. */
export const besideTold = z.strictObject({
  /** `id` is the layer's name in the file, as pdf.js writes it; `shown`: when the document opens, and in print. */
  layers: z
    .array(
      z.strictObject({
        id: z.string().meta(about('Le nom du calque dans le fichier.', 'The layer’s name in the file.', '12R')),
        name: z.string().meta(about('Le nom que les gens lisent.', 'The name that people read.', 'Plan')),
        shown: z
          .boolean()
          .meta(about('S’il se voit à l’ouverture et s’imprime.', 'Whether it shows when opened, and in print.')),
      }),
    )
    .meta(about('Ses calques.', 'Its layers.')),
  /** Size in bytes, SHA-256 in lower-case hex. */
  attachments: z
    .array(
      z.strictObject({
        name: z.string().meta(about('Le nom du fichier.', 'The name of the file.', 'plan.dwg')),
        size: z.int().meta(about('Octets.', 'Bytes.', 20480)),
        sha256: z.string().meta(about('SHA-256, en hexadécimal.', 'SHA-256, in hexadecimal.')),
      }),
    )
    .meta(about('Ses fichiers joints.', 'Its attached files.')),
  /** Comments and their authors, fields and what they hold. */
  texts: z
    .array(
      z.strictObject({
        kind: z.enum(['comment', 'field']).meta(about('Commentaire ou champ.', 'A comment or a field.')),
        label: z.string().meta(about('Son auteur, ou son nom.', 'Its author, or its name.', 'Anne Durand')),
        text: z.string().meta(about('Ce qu’il dit.', 'What it says.', 'À valider')),
      }),
    )
    .meta(about('Ses commentaires et ses champs.', 'Its comments and fields.')),
});
export type BesideTold = z.infer<typeof besideTold>;

export const told = ({ layers, attachments, texts }: BesidePages): BesideTold => ({
  layers,
  attachments: attachments.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256Hex(bytes) })),
  texts,
});
