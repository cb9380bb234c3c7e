import * as z from 'zod';
import { asciiHost } from '../outside/host-name.ts';
import { packed } from '../text.ts';
import { about } from './about.ts';

const invalid = packed(
  'Cette adresse e-mail n’est pas valable. Exemple : anne.martin@exemple.fr.',
  'This email address is not valid. Example: anne.martin@example.com.',
);

/** What may stand before the @ without quotes (RFC 5321, 4.1.2), 64 bytes at most. */
const ASCII = /^[\w!#$%&'*+/=?^`{|}~.-]+$/;
/** The same in any script (RFC 6531). */
const ANY_SCRIPT = /^[^\s\p{Cc}\p{Cf}\p{Cs}\p{Z}"(),:;<>@[\\\]]+$/u;

/** A domain as machines write it, under a top-level one; no address of a machine. */
function domainOf(typed: string): string | undefined {
  const host = asciiHost(typed);
  return host?.includes('.') && !/[:_]|\.\d+$/.test(host) ? host : undefined;
}

const address = (local: RegExp) =>
  z
    .string()
    .trim()
    .max(254)
    .transform((typed, context) => {
      const at = typed.lastIndexOf('@');
      const before = typed.slice(0, Math.max(at, 0));
      const domain = domainOf(typed.slice(at + 1));
      const isSound = local.test(before) && !/^\.|\.$|\.\./.test(before) && Buffer.byteLength(before) <= 64;
      if (isSound && domain) return `${before}@${domain}`;
      context.addIssue({ code: 'custom', message: invalid });
      return z.NEVER;
    });

/** An email address: what stands before the @ as it was typed (its case may matter), the domain as DNS writes it. */
export const emailAddress = address(ASCII).meta(
  about('Une adresse e-mail.', 'An email address.', 'anne.martin@exemple.fr'),
);

/** An address whose own server takes letters of any script before the @: SES takes none but ASCII. */
export const anyScriptEmailAddress = address(ANY_SCRIPT).meta(
  about('Une adresse e-mail, de toute écriture.', 'An email address, in any script.', 'contact@durand-menuiserie.fr'),
);

/** The one form by which two addresses are told to be the same, from one that was parsed: dots and +tags count. */
export const emailKey = (parsed: string): string => parsed.toLowerCase();
