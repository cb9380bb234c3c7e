import * as z from 'zod';
import { about, createdAt, idOf, updatedAt } from '../../shared/fields/about.ts';
import { line, lines } from '../../shared/fields/text-line.ts';
import { LOCALES, packed } from '../../shared/text.ts';
import { variableInput, variableView } from './variable.ts';

/** The layouts of ours. */
export const LAYOUTS = ['classic', 'modern', 'sober'] as const;
export const ORIENTATIONS = ['landscape', 'portrait'] as const;
const FONTS = ['sans', 'sans-bold', 'serif', 'serif-bold', 'serif-italic', 'mono'] as const;
const ALIGNS = ['left', 'center', 'right'] as const;

/** Points from the upper left corner. */
const place = (fr: string, en: string, example: number) =>
  z
    .number()
    .min(0)
    .max(5_000)
    .meta(about(fr, en, example));
const x = place('Du bord gauche, en points.', 'From the left edge, in points.', 120);
const y = place('Du bord haut, en points.', 'From the upper edge, in points.', 240);
const width = place('Sa largeur, en points.', 'Its width, in points.', 600);
const height = place('Sa hauteur, en points.', 'Its height, in points.', 48);
const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, {
    error: packed('Écrivez la couleur en hexadécimal : #1c5a48.', 'Write the colour in hexadecimal: #1c5a48.'),
  })
  .meta(about('Sa couleur.', 'Its colour.', '#1c5a48'));
const size = z.number().min(4).max(200);
const words = (longest: number) => lines(longest).min(1);
const fileId = idOf('cfl', 'Le fichier annoncé et envoyé.', 'The file announced and sent.');

const textElement = z.strictObject({
  kind: z.literal('text').meta(about('Un texte.', 'A text.')),
  text: words(2_000).meta(about('Le texte et ses variables.', 'The text and its variables.', '{{prenom}} {{nom}}')),
  x,
  y,
  width,
  height,
  font: z
    .enum(FONTS)
    .default('sans')
    .meta(about('Sa police.', 'Its font.', 'serif-bold')),
  size: size.meta(about('Sa taille, en points.', 'Its size, in points.', 32)),
  /** What does not fit is set smaller, down to this. */
  smallest: size
    .optional()
    .meta(
      about(
        'Jusqu’où un texte trop long est réduit ; la moitié de sa taille si rien n’est dit.',
        'How small a text that is too long may be set; half its size unless said.',
        16,
      ),
    ),
  colour: colour.default('#1a1a1a'),
  align: z
    .enum(ALIGNS)
    .default('center')
    .meta(about('Où il se range.', 'Where it is set.', 'center')),
});
const qrElement = z.strictObject({
  kind: z
    .literal('qr')
    .meta(about('Le code QR qui mène à la vérification.', 'The QR code that leads to verification.')),
  x,
  y,
  size: z
    .number()
    .min(40)
    .max(400)
    .default(72)
    .meta(about('Son côté, en points.', 'Its side, in points.', 72)),
});
const imageElement = z.strictObject({
  kind: z.literal('image').meta(about('Une image.', 'A picture.')),
  fileId,
  x,
  y,
  width,
  height,
});
const element = z.discriminatedUnion('kind', [textElement, qrElement, imageElement]);
export type TextElement = z.output<typeof textElement>;

/** The texts of a layout of ours; `{{certificate}}`, `{{organisation}}`, `{{issuedOn}}`, `{{expiresOn}}` and `{{id}}` are known. */
const texts = z.strictObject({
  title: words(120)
    .optional()
    .meta(about('Le titre.', 'The title.', 'Certificat de réussite')),
  lead: words(200)
    .optional()
    .meta(about('La ligne avant le nom.', 'The line before the name.', 'décerné à')),
  body: words(1_000)
    .optional()
    .meta(about('Ce qui est certifié.', 'What is certified.', 'a suivi {{formation}} avec la mention {{mention}}')),
  signatory: words(200)
    .optional()
    .meta(about('Qui signe.', 'Who signs.', 'Camille Durand, directrice')),
  footer: words(300)
    .optional()
    .meta(about('La ligne du bas.', 'The last line.', 'Organisme n° 82 69 01234 69')),
});

const background = z.strictObject({
  fileId,
  elements: z
    .array(element)
    .max(60)
    .meta(about('Ce qui est posé dessus.', 'What is placed on it.', [])),
});

const BASE = {
  name: line(120).meta(
    about('Son nom : ce que le certificat atteste.', 'Its name: what the certificate attests.', 'Ramonage, niveau 1'),
  ),
  folderId: idOf(
    'fol',
    'Le dossier à qui il est ; absent, il est à toute l’organisation.',
    'The folder whose it is; absent, it is the whole organisation’s.',
  ),
  description: lines(2_000).meta(
    about('Ce qu’il faut avoir fait.', 'What one must have done.', 'Quatorze heures, un examen.'),
  ),
  locale: z.enum(LOCALES).meta(about('Sa langue.', 'Its language.', 'fr')),
  layout: z.enum(LAYOUTS).meta(about('Une mise en page toute prête.', 'A layout that is ready.', 'classic')),
  orientation: z.enum(ORIENTATIONS).meta(about('Son sens.', 'Its direction.', 'landscape')),
  texts: texts.meta(about('Les textes de cette mise en page.', 'The texts of that layout.')),
  holder: words(200).meta(
    about('Comment s’écrit le nom du titulaire.', 'How the name of the holder is written.', '{{prenom}} {{nom}}'),
  ),
  validMonths: z
    .int()
    .min(1)
    .max(600)
    .meta(about('Combien de mois il vaut.', 'How many months it is valid.', 24)),
};

/** What is given of a template. */
export const templateInput = {
  ...BASE,
  background: background.meta(
    about(
      'Votre fond, PDF d’une page ou image, et ce qui est posé dessus, à la place d’une mise en page.',
      'Your background, a PDF of one page or a picture, and what is placed on it, in place of a layout.',
    ),
  ),
  variables: z
    .array(variableInput)
    .max(60)
    .meta(about('Ce que vous dites de ses variables.', 'What you say of its variables.')),
};

/** A template as the API shows it. */
export const templateView = z
  .object({
    id: idOf('ctp'),
    version: z.int().meta(about('Monte à chaque changement.', 'Rises with each change.', 3)),
    ...BASE,
    folderId: BASE.folderId.optional(),
    description: BASE.description.optional(),
    validMonths: BASE.validMonths.optional(),
    background: background
      .extend({ width, height })
      .optional()
      .meta(about('Son fond, et ce qui est posé dessus.', 'Its background, and what is placed on it.')),
    variables: z.array(variableView).meta(about('Les variables de ses textes.', 'The variables of its texts.')),
    createdAt,
    updatedAt,
  })
  .meta({ id: 'CertificateTemplate' });
