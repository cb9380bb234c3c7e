import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { asciiHost } from '../../../shared/outside/host-name.ts';
import { packed } from '../../../shared/text.ts';

/** The steps of a test, in their order. */
export const SMTP_STAGES = [
  'resolve',
  'guard',
  'connect',
  'tls',
  'authenticate',
  'sender',
  'recipient',
  'send',
] as const;
export type SmtpStage = (typeof SMTP_STAGES)[number];

/** Port 25 is for servers among themselves, and Lambda cannot reach it. */
export const SMTP_PORTS = [465, 587, 2525] as const;

export const smtpSecurity = z
  .enum(['tls', 'starttls'])
  .meta(
    about('Chiffré d’emblée (port 465), ou après STARTTLS.', 'Encrypted from the start (port 465), or after STARTTLS.'),
  );
export const smtpPurpose = z
  .enum(['transactional', 'campaign'])
  .meta(about('Le courrier de tous les jours, ou les campagnes.', 'Everyday mail, or campaigns.'));

/** The owner of what belongs to the whole business. */
export const SHOP = 'shop';

const oneLine = packed(
  'Écrivez ce texte sur une seule ligne, sans caractère de contrôle.',
  'Write this text on one line, without control characters.',
);
const ONE_LINE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;

const line = (longest: number) => z.string().trim().min(1).max(longest).regex(ONE_LINE, { error: oneLine });

export const smtpHost = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .transform((typed, context) => {
    const host = asciiHost(typed);
    if (host) return host;
    context.addIssue({
      code: 'custom',
      message: packed(
        'Ce nom de serveur n’est pas valable. Exemple : smtp.exemple.fr.',
        'This is not a valid server name. Example: smtp.example.com.',
      ),
    });
    return z.NEVER;
  })
  .meta(about('Le serveur SMTP.', 'The SMTP server.', 'smtp.exemple.fr'));

export const smtpPort = z
  .number()
  .int()
  .min(1)
  .max(65_535)
  .meta(about('465, 587 ou 2525.', '465, 587 or 2525.', 587));
export const smtpLogin = line(254).meta(
  about('L’identifiant de la boîte.', 'The login of the mailbox.', 'anne@durand-menuiserie.fr'),
);
export const smtpSenderName = line(80).meta(about('Le nom d’expéditeur.', 'The sender’s name.', 'Menuiserie Durand'));

/** Spaces that a paste brings along: of Unicode, and those without width. */
const SPACES = '\\p{White_Space}\\u200b-\\u200d\\u2060\\ufeff';
const SPACE = new RegExp(`^[${SPACES}]$`, 'u');
const ANYWHERE = new RegExp(`[${SPACES}]+`, 'gu');

/** An application password as its provider shows it. Words of a phrase are hardly ever all of four letters. */
const IN_GROUPS = new RegExp(`^[a-z\\d]{4}(?:[${SPACES}]+[a-z\\d]{4}){2,}$`, 'iu');
export const isInGroups = (password: string): boolean => IN_GROUPS.test(password);

/** A scan from both ends: a regular expression that looks for the last spaces starts again at each of those before. */
function withoutSpacesAround(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && SPACE.test(text[from]!)) from++;
  while (to > from && SPACE.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/** Without the spaces around it. Those inside are taken out later, and only where no password has any. */
export const smtpPasswordText = z
  .string()
  .max(1000)
  .transform((typed) => withoutSpacesAround(typed).replaceAll('\t', ' '))
  .pipe(z.string().min(1).max(500).regex(ONE_LINE, { error: oneLine }))
  .meta(about('Le mot de passe : scellé, jamais montré.', 'The password: sealed, never shown.', 'abcd efgh ijkl mnop'));

export const withoutSpaces = (password: string): string => password.replace(ANYWHERE, '');
