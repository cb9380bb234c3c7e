import * as z from 'zod';
import { about, createdAt, idOf } from '../../shared/fields/about.ts';
import { filename, fileSha256, sizeUpTo, uploadLink } from '../../shared/fields/announced-file.ts';
import { packed, say, type Text } from '../../shared/text.ts';
import { mediaStates } from './media-states.ts';

/** Bytes. A picture is served by a function, which answers no more. */
const LARGEST_IMAGE = 4_000_000;
/** Bytes. */
const LARGEST_FILE = 2_000_000_000;

/** Why a file was not taken. */
export const REFUSALS = {
  'other-content': say('Ce n’est pas le fichier annoncé.', 'This is not the file that was announced.'),
  'not-an-image': say(
    'Ce fichier n’est ni un PNG ni un JPEG entier, quel que soit son nom.',
    'This file is neither a whole PNG nor a whole JPEG, whatever its name.',
  ),
  'too-large-a-picture': say(
    'Cette image a plus de 6000 pixels de côté : réduisez-la.',
    'This picture has a side of more than 6000 pixels: make it smaller.',
  ),
  'no-room': say(
    'L’offre du compte n’a plus assez de place pour ce fichier.',
    'The account’s offer has not enough room left for this file.',
  ),
} as const satisfies Readonly<Record<string, Text>>;
export type Refusal = keyof typeof REFUSALS;

const contentType = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .regex(/^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/, {
    error: packed(
      'Donnez le type du fichier. Exemple : application/pdf.',
      'Give the file’s type. Example: application/pdf.',
    ),
  })
  .meta(about('Le type du fichier.', 'The file’s type.', 'application/pdf'));

/** A picture as it is announced. */
export const imageInput = z.strictObject({
  filename: filename.meta(about('Le nom du fichier.', 'The name of the file.', 'couverture.jpg')),
  contentType: z
    .enum(['image/png', 'image/jpeg'], {
      error: packed('Une image est un PNG ou un JPEG.', 'A picture is a PNG or a JPEG.'),
    })
    .meta(about('Son format.', 'Its format.', 'image/jpeg')),
  size: sizeUpTo(LARGEST_IMAGE, say('Une image fait au plus 4 Mo.', 'A picture has at most 4 MB.')),
  sha256: fileSha256,
});

/** Where a picture is shown. */
export const mediaPath = (id: string): string => `/media/${id}`;

/** Any file, as it is announced. */
export const fileInput = z.strictObject({
  filename: filename.meta(about('Le nom du fichier.', 'The name of the file.', 'guide-de-la-pose.pdf')),
  contentType,
  size: sizeUpTo(
    LARGEST_FILE,
    say(
      'Un fichier fait au plus 2 Go ; au-delà, donnez un lien.',
      'A file has at most 2 GB; beyond that, give a link.',
    ),
  ),
  sha256: fileSha256,
});

export const refusalView = z
  .object({
    reason: z
      .enum(Object.keys(REFUSALS) as [Refusal, ...Refusal[]])
      .meta(about('Pourquoi, pour un programme.', 'Why, for a program.', 'not-an-image')),
    message: z.string().meta(about('Pourquoi, en clair.', 'Why, in words.', REFUSALS['not-an-image'].fr)),
  })
  .meta(about('Pourquoi il n’a pas été pris.', 'Why it was not taken.'));

/** A picture of the library as the API shows it. */
export const mediaView = z
  .object({
    id: idOf('med'),
    filename,
    contentType,
    size: z.int().meta(about('Octets.', 'Bytes.', 182_130)),
    status: mediaStates.schema,
    refusal: refusalView.optional(),
    width: z
      .int()
      .optional()
      .meta(about('Pixels de large.', 'Pixels wide.', 1200)),
    height: z
      .int()
      .optional()
      .meta(about('Pixels de haut.', 'Pixels high.', 800)),
    url: z
      .string()
      .optional()
      .meta(about('Où elle se voit.', 'Where it is seen.', 'https://guichet.exemple.fr/media/…')),
    createdAt,
  })
  .meta({ id: 'Media' });

export const announcedFile = (type: string) => z.object({ status: mediaStates.schema, upload: uploadLink(type) });
