import * as z from 'zod';
import { packed } from '../../shared/text.ts';
import { TAG_NAME } from './tags.ts';
import { REPLACEABLE_KINDS } from './template-tags.ts';

export const templateKind = z.enum([...REPLACEABLE_KINDS, 'custom']);

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

const wording = z.strictObject({
  subject: oneLine(200),
  html: htmlPart.min(1),
  /** Made of the HTML when it is not given. */
  text: textPart.min(1).optional(),
});

const ownTag = z.strictObject({
  name: z.string().regex(TAG_NAME, {
    error: packed(
      'Une balise est une lettre suivie de lettres, de chiffres ou de « _ », 60 caractères au plus.',
      'A tag is a letter, then letters, digits or “_”, at most 60 characters.',
    ),
  }),
  required: z.boolean().default(false),
  sample: z.string().max(500).default(''),
});

/** What is typed of a template. */
export const templateFields = {
  name: oneLine(120),
  tags: z.array(ownTag).max(50),
  languages: z.strictObject({ fr: wording.optional(), en: wording.optional() }),
  active: z.boolean(),
};
export const languageChanges = z.strictObject({ fr: wording.nullable().optional(), en: wording.nullable().optional() });

const stored = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** Whether the text was given, not made of the HTML. */
  ownText: z.boolean(),
});

/** A template as the API shows it. */
export const templateView = z.object({
  id: z.string(),
  kind: templateKind,
  name: z.string(),
  /** Whether it words the account's mails of its kind; a custom one is used where it is chosen. */
  active: z.boolean().optional(),
  /** The tags that its words may hold. */
  tags: z.array(z.object({ name: z.string(), required: z.boolean(), sample: z.string() })),
  languages: z.object({ fr: stored.optional(), en: stored.optional() }),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** A template just saved, with what was taken out of its HTML. */
export const savedTemplateView = templateView.extend({
  removed: z.array(
    z.object({
      pointer: z.string(),
      /** An element (`<script>`), an attribute (`<a onclick>`) or a style (`<p style="position">`). */
      what: z.string(),
      times: z.number().int(),
    }),
  ),
});
export type Wording = z.infer<typeof wording>;
export type StoredWording = z.infer<typeof stored>;
export type Removed = z.infer<typeof savedTemplateView>['removed'][number];
