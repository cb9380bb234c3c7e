import * as z from 'zod';
import { packed } from '../../shared/text.ts';

/** A line of text as a person types it: trimmed, not empty, without control characters or halves of characters. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, {
      error: packed(
        'Écrivez ce texte sur une seule ligne, sans caractère de contrôle.',
        'Write this text on one line, without control characters.',
      ),
    });

/** The same over several lines; it may be empty. */
export const lines = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\r\n])*$/u, {
      error: packed('Écrivez ce texte sans caractère de contrôle.', 'Write this text without control characters.'),
    });

export const personName = line(80);
export const companyName = line(120);

/** An email address: what stands before the @ as it was typed (its case may matter), the domain in lower case. */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .pipe(
    z.email({
      error: packed(
        'Cette adresse email n’est pas valable. Exemple : anne.martin@exemple.fr.',
        'This email address is not valid. Example: anne.martin@example.com.',
      ),
    }),
  )
  .transform((address) => {
    const at = address.lastIndexOf('@');
    return address.slice(0, at) + address.slice(at).toLowerCase();
  });
