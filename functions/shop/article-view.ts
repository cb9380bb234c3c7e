import * as z from 'zod';
import { about, createdAt, idOf, updatedAt } from '../../shared/fields/about.ts';
import { country } from '../../shared/fields/country.ts';
import { emailAddress } from '../../shared/fields/email-address.ts';
import { isbn } from '../../shared/fields/isbn.ts';
import { line, lines } from '../../shared/fields/text-line.ts';
import { wallTime } from '../../shared/fields/wall-time.ts';
import { LOCALES, say, type Text } from '../../shared/text.ts';

/** What an article may be: what the law wants of its sale hangs on it. */
const ARTICLE_TYPES = {
  digital: say('Document numérique', 'Digital document'),
  book: say('Livre', 'Book'),
  place: say('Place', 'Place'),
  other: say('Autre', 'Other'),
} as const satisfies Readonly<Record<string, Text>>;
type ArticleType = keyof typeof ARTICLE_TYPES;

const section = (fr: string, label: string) =>
  z.strictObject({
    label: line(60).meta(about('Le titre de l’onglet.', 'The title of the tab.', label)),
    text: lines(10_000)
      .min(1)
      .meta(
        about(
          'Son texte : une ligne vide sépare les paragraphes, « - » ouvre une ligne de liste.',
          'Its text: an empty line parts paragraphs, “- ” opens a line of a list.',
          fr,
        ),
      ),
  });

const review = z.strictObject({
  author: line(120).meta(about('Qui le dit.', 'Who says so.', 'Luc Bernard, Lyon')),
  text: lines(2000)
    .min(1)
    .meta(about('Son avis.', 'Their review.', 'Clair et utile dès la première page.')),
  rating: z
    .int()
    .min(1)
    .max(5)
    .optional()
    .meta(about('De 1 à 5.', 'From 1 to 5.', 5)),
});

const book = z.strictObject({
  author: line(200).meta(about('L’auteur.', 'The author.', 'Anne Martin')),
  publisher: line(200)
    .optional()
    .meta(about('L’éditeur.', 'The publisher.', 'Éditions du Copeau')),
  isbn: isbn.optional(),
  pages: z
    .int()
    .min(1)
    .max(20_000)
    .optional()
    .meta(about('Pages.', 'Pages.', 192)),
  publishedOn: z.iso
    .date()
    .optional()
    .meta(about('Paru le.', 'Published on.', '2026-09-15')),
  used: z
    .boolean()
    .default(false)
    .meta(about('S’il est d’occasion.', 'Whether it is second-hand.', false)),
});

const zoned = wallTime.partial({ timeZone: true });
/** A time of the clock, in the zone of the business unless it says another. */
export const clockTime = (fr: string, en: string) => zoned.meta(about(fr, en));
/** The same as it is kept. */
export const zonedTime = (field: z.ZodType) => wallTime.meta({ ...field.meta() });

const place = z.strictObject({
  venue: line(200).meta(about('Le lieu.', 'The venue.', 'Atelier Durand')),
  address: line(300).meta(about('Son adresse.', 'Its address.', '12 rue des Lilas, 69003 Lyon')),
  country: country.meta(about('Son pays : la TVA est la sienne.', 'Its country: VAT is its own.', 'FR')),
  startsAt: clockTime('Quand cela commence.', 'When it begins.'),
  endsAt: clockTime('Quand cela finit.', 'When it ends.').optional(),
});

/** Who answers for a product's safety in the Union (Regulation 2023/988, article 19), shown with what is shipped. */
const safety = z.strictObject({
  name: line(200).meta(about('Le fabricant ou l’éditeur.', 'The manufacturer or publisher.', 'Éditions du Copeau')),
  address: line(300).meta(about('Son adresse postale.', 'Its postal address.', '3 quai Sud, 71000 Mâcon')),
  contact: z
    .union([emailAddress, z.url({ protocol: /^https?$/ }).max(300)])
    .meta(about('Son e-mail ou sa page.', 'Its email or page.', 'contact@copeau.exemple.fr')),
  identifier: line(100)
    .optional()
    .meta(about('Modèle, lot ou numéro.', 'Model, batch or number.', '978-2-1234-5680-3')),
  warnings: lines(1000)
    .optional()
    .meta(about('Les avertissements.', 'Warnings.', 'Ne convient pas aux enfants de moins de 3 ans.')),
});

/** What is typed of an article. */
export const articleFields = {
  name: line(120).meta(about('Son nom, pour vous seul.', 'Its name, for you alone.', 'Guide de pose, 2e éd.')),
  title: line(200).meta(about('Son titre, sur sa page.', 'Its title, on its page.', 'Le guide de la pose')),
  type: z
    .enum(Object.keys(ARTICLE_TYPES) as [ArticleType, ...ArticleType[]])
    .meta(about('Ce que c’est.', 'What it is.', 'digital')),
  language: z
    .enum(LOCALES)
    .meta(about('La langue de sa page et de vos échanges.', 'The language of its page and of what you write.', 'fr')),
  imageId: idOf('med', 'Son image principale.', 'Its main picture.'),
  description: section('Tout ce qu’il faut savoir avant de poser.', 'Description').meta(
    about('Le premier onglet.', 'The first tab.'),
  ),
  tabs: z
    .array(section('1. Mesurer. 2. Tracer.', 'Sommaire'))
    .max(20)
    .meta(about('Les autres onglets, dans l’ordre.', 'The other tabs, in their order.')),
  reviews: z.array(review).max(100).meta(about('Les avis, dans le dernier onglet.', 'Reviews, in the last tab.')),
  book: book.meta(about('D’un livre.', 'Of a book.')),
  place: place.meta(about('D’une place.', 'Of a place.')),
  isShipped: z.boolean().meta(about('Si on l’envoie par la poste.', 'Whether it is sent by post.', false)),
  safety: safety.meta(about('Qui répond de sa sécurité.', 'Who answers for its safety.')),
  compatibility: lines(1000).meta(about('Avec quoi cela se lit.', 'With what it is read.', 'Un PDF, lisible partout.')),
};

/** Bytes of an article's words, which one row holds. */
const LONGEST = 250_000;
export const isTooLong = (article: object): boolean => Buffer.byteLength(JSON.stringify(article)) > LONGEST;

/** An article as the API shows it. */
export const articleView = z
  .object({
    id: idOf('art'),
    ...articleFields,
    imageId: articleFields.imageId.optional(),
    description: articleFields.description.optional(),
    book: articleFields.book.optional(),
    place: z
      .object({
        ...place.shape,
        startsAt: zonedTime(place.shape.startsAt),
        endsAt: zonedTime(place.shape.endsAt.unwrap()).optional(),
      })
      .meta({ ...articleFields.place.meta() })
      .optional(),
    safety: articleFields.safety.optional(),
    compatibility: articleFields.compatibility.optional(),
    saleActions: z.int().meta(about('Combien d’actions de vente il a.', 'How many sale actions it has.', 1)),
    createdAt,
    updatedAt,
  })
  .meta({ id: 'Article' });
