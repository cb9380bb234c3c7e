import * as z from 'zod';
import { about, idOf, moment } from '../../shared/fields/about.ts';
import { anyScriptEmailAddress, emailKey } from '../../shared/fields/email-address.ts';

/** Why nothing more is sent to an address. */
export const suppressionReason = z
  .enum(['bounce', 'soft-bounces', 'complaint', 'refused', 'manual'])
  .meta(
    about(
      'Revenu, cinq fois de suite non remis, signalé, refusé, ou à la main.',
      'Bounced, not delivered five times in a row, reported, refused, or by hand.',
    ),
  );

/** An address as it is looked up: no provider tells `Anne@` from `anne@`. */
export const suppressibleAddress = anyScriptEmailAddress
  .transform(emailKey)
  .meta(about('L’adresse, sans égard à la casse.', 'The address, in any case.', 'anne.martin@exemple.fr'));

/** Someone's own words, kept with what was done. */
export const words = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .meta(about('Pourquoi, en quelques mots.', 'Why, in a few words.', 'Le client l’a demandé par téléphone'));

/** A suppression as the API shows it. */
export const suppressionView = z
  .object({
    id: idOf('sup'),
    address: z.string().meta(about('L’adresse.', 'The address.', 'anne.martin@exemple.fr')),
    reason: suppressionReason,
    /** Who said so: `ses`, an SMTP account's id, or `api`. */
    source: z
      .string()
      .meta(
        about(
          'D’où elle vient : `ses`, un compte SMTP, ou `api`.',
          'Where it comes from: `ses`, an SMTP account, or `api`.',
          'ses',
        ),
      ),
    /** In the words of the transport, or of who added it. */
    detail: z
      .string()
      .optional()
      .meta(
        about(
          'Les mots du serveur, ou de qui l’a ajoutée.',
          'The words of the server, or of who added it.',
          '550 5.1.1 user unknown',
        ),
      ),
    at: moment('Depuis quand.', 'Since when.'),
    lifted: z
      .object({
        at: moment('Quand.', 'When.'),
        by: z.string().meta(about('Par qui.', 'By whom.', 'usr_01kb3q9r2n6y8d3w7f0p2atkev')),
        reason: z.string().meta(about('Pourquoi.', 'Why.')),
      })
      .optional()
      .meta(about('Quand on peut de nouveau lui écrire.', 'When it may be written to again.')),
  })
  .meta({ id: 'Suppression' });
