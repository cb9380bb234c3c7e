import * as z from 'zod';
import { about, createdAt, idOf } from '../../shared/fields/about.ts';
import { line } from '../../shared/fields/text-line.ts';
import { webLink } from '../../shared/fields/web-link.ts';
import { mediaStates } from './media-states.ts';
import { fileInput, refusalView } from './media-view.ts';

const label = line(200).meta(about('Ce que lit l’acheteur.', 'What the buyer reads.', 'Le guide, en PDF'));

const file = z.strictObject({ ...fileInput.shape, label: label.optional() });
const link = z.strictObject({ url: webLink, label });

/** A document as it is added: a file that will be sent, or a link to one kept elsewhere. */
export const articleDocumentInput = z
  .strictObject({ ...file.partial().shape, url: webLink.optional() })
  .transform((given, context) => {
    const refused = (issues: readonly { path: PropertyKey[]; message: string }[]) => {
      for (const { path, message } of issues) context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    };
    if (given.url !== undefined) {
      const { data, error } = link.safeParse(given);
      return data ? { kind: 'link' as const, ...data } : refused(error.issues);
    }
    const { data, error } = file.safeParse(given);
    return data ? { kind: 'file' as const, ...data } : refused(error.issues);
  });

/** A document of an article as the API shows it. */
export const articleDocumentView = z
  .object({
    id: idOf('adc'),
    label,
    url: webLink
      .optional()
      .meta(about('Où il est, pour un lien.', 'Where it is, of a link.', 'https://video.exemple.fr/pose')),
    filename: fileInput.shape.filename.optional(),
    contentType: fileInput.shape.contentType.optional(),
    size: z
      .int()
      .optional()
      .meta(about('Octets.', 'Bytes.', 482_130)),
    status: mediaStates.schema,
    refusal: refusalView.optional(),
    createdAt,
  })
  .meta({ id: 'ArticleDocument' });
