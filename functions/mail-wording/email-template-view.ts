import * as z from 'zod';
import { about, createdAt, idOf, updatedAt } from '../../shared/fields/about.ts';
import { packed } from '../../shared/text.ts';
import { TAG_NAME } from './tags.ts';
import { REPLACEABLE_KINDS } from './template-tags.ts';

export const templateKind = z
  .enum([...REPLACEABLE_KINDS, 'custom'])
  .meta(
    about('L’e-mail qu’il rédige ; `custom` : un modèle libre.', 'The email that it words; `custom`: one of your own.'),
  );

/** Bytes. Gmail cuts a longer mail; the two languages of a template fit in one row. */
const LONGEST_HTML = 100_000;
const LONGEST_TEXT = 30_000;

const tooManyBytes = (text: string, most: number): boolean => Buffer.byteLength(text) > most;

const within = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !tooManyBytes(text, most), {
      error: packed(
        `Ce texte est trop long : ${most / 1000} Ko au plus.`,
        `This text is too long: at most ${most / 1000} KB.`,
      ),
    });

export const htmlPart = within(LONGEST_HTML);
export const textPart = within(LONGEST_TEXT);

const oneLine = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, {
      error: packed(
        'Écrivez ce texte sur une seule ligne, sans caractère de contrôle.',
        'Write this text on one line, without control characters.',
      ),
    });

const wording = z
  .strictObject({
    subject: oneLine(200).meta(
      about('L’objet, avec ses balises.', 'The subject, with its tags.', '{{sender}} vous envoie un document'),
    ),
    html: htmlPart
      .min(1)
      .meta(
        about(
          'Le corps, en HTML.',
          'The body, in HTML.',
          '<p>Bonjour {{name}}</p><p><a href="{{link}}">Lire et signer</a></p>',
        ),
      ),
    /** Made of the HTML when it is not given. */
    text: textPart
      .min(1)
      .optional()
      .meta(about('Le corps en texte, fait du HTML sinon.', 'The body in text, made of the HTML otherwise.')),
  })
  .meta({ id: 'Wording' });

const ownTag = z.strictObject({
  name: z
    .string()
    .meta(about('Le nom de la balise.', 'The tag’s name.', 'prenom'))
    .regex(TAG_NAME, {
      error: packed(
        'Une balise est une lettre suivie de lettres, de chiffres ou de « _ », 60 caractères au plus.',
        'A tag is a letter, then letters, digits or “_”, at most 60 characters.',
      ),
    }),
  required: z
    .boolean()
    .default(false)
    .meta(about('S’il faut qu’elle y soit.', 'Whether it must be there.', false)),
  sample: z
    .string()
    .max(500)
    .default('')
    .meta(about('Ce que l’aperçu y met.', 'What the preview puts there.', 'Anne')),
});

const inFrench = <S extends z.ZodType>(shape: S) => shape.meta(about('En français.', 'In French.'));
const inEnglish = <S extends z.ZodType>(shape: S) => shape.meta(about('En anglais.', 'In English.'));

/** What is typed of a template. */
export const templateFields = {
  name: oneLine(120).meta(about('Son nom, pour vous.', 'Its name, for you.', 'Devis, ton chaleureux')),
  tags: z.array(ownTag).max(50).meta(about('Ses balises à lui.', 'Its own tags.')),
  languages: z
    .strictObject({ fr: inFrench(wording.optional()), en: inEnglish(wording.optional()) })
    .meta(about('Ses mots, par langue.', 'Its words, by language.')),
  active: z.boolean().meta(about('S’il remplace nos mots.', 'Whether it takes the place of our words.', true)),
};
export const languageChanges = z
  .strictObject({ fr: inFrench(wording.nullable().optional()), en: inEnglish(wording.nullable().optional()) })
  .meta(about('Les langues qui changent.', 'The languages that change.'));

const stored = z
  .object({
    subject: z.string().meta(about('L’objet.', 'The subject.')),
    html: z.string().meta(about('Le corps, nettoyé.', 'The body, cleaned.')),
    text: z.string().meta(about('Le corps en texte.', 'The body in text.')),
    /** Whether the text was given, not made of the HTML. */
    ownText: z
      .boolean()
      .meta(about('S’il fut donné, et non fait du HTML.', 'Whether it was given, not made of the HTML.')),
  })
  .meta({ id: 'StoredWording' });

/** A template as the API shows it. */
export const templateView = z
  .object({
    id: idOf('tpl'),
    kind: templateKind,
    name: z.string().meta(about('Son nom, pour vous.', 'Its name, for you.', 'Devis, ton chaleureux')),
    /** Whether it words the account's mails of its kind; a custom one is used where it is chosen. */
    active: z
      .boolean()
      .optional()
      .meta(about('S’il rédige vos e-mails de sa sorte.', 'Whether it words your emails of its kind.')),
    /** The tags that its words may hold. */
    tags: z
      .array(
        z.object({
          name: z.string().meta(about('Son nom.', 'Its name.', 'link')),
          required: z.boolean().meta(about('S’il faut qu’elle y soit.', 'Whether it must be there.')),
          sample: z.string().meta(about('Ce que l’aperçu y met.', 'What the preview puts there.')),
        }),
      )
      .meta(about('Les balises que ses mots peuvent tenir.', 'The tags that its words may hold.')),
    languages: z
      .object({ fr: inFrench(stored.optional()), en: inEnglish(stored.optional()) })
      .meta(about('Ses mots, par langue.', 'Its words, by language.')),
    createdAt,
    updatedAt,
  })
  .meta({ id: 'EmailTemplate' });

/** A template just saved, with what was taken out of its HTML. */
export const savedTemplateView = templateView
  .extend({
    removed: z
      .array(
        z.object({
          pointer: z.string().meta(about('Où.', 'Where.', '/languages/fr/html')),
          /** An element (`<script>`), an attribute (`<a onclick>`) or a style (`<p style="position">`). */
          what: z
            .string()
            .meta(about('Un élément, un attribut ou un style.', 'An element, an attribute or a style.', '<a onclick>')),
          times: z
            .number()
            .int()
            .meta(about('Combien de fois.', 'How many times.', 1)),
        }),
      )
      .meta(about('Ce qui fut ôté de son HTML.', 'What was taken out of its HTML.')),
  })
  .meta({ id: 'SavedEmailTemplate' });
export type Wording = z.infer<typeof wording>;
export type StoredWording = z.infer<typeof stored>;
export type Removed = z.infer<typeof savedTemplateView>['removed'][number];
