import { emailAddress, emailKey } from '../../shared/fields/email-address.ts';
import { say, type Text } from '../../shared/text.ts';

/** Why an address is refused, for programs and for people. */
export const ADDRESS_FAULTS = {
  'no-address': say('Aucune adresse sur cette ligne.', 'No address on this line.'),
  'several-addresses': say(
    'Plusieurs adresses dans la même cellule : gardez celle à qui vous voulez écrire.',
    'Several addresses in one cell: keep the one that you want to write to.',
  ),
  'smtputf8-unsupported': say(
    'Cette adresse a une lettre accentuée avant le « @ » : nous ne pouvons pas y envoyer d’e-mail. Demandez-en une autre.',
    'This address has an accented letter before the “@”: we cannot send mail to it. Ask for another one.',
  ),
  'invalid-address': say('Cette adresse e-mail n’est pas valable.', 'This email address is not valid.'),
} satisfies Record<string, Text>;
export type AddressFault = keyof typeof ADDRESS_FAULTS;

export type ReadAddress = { email: string; key: string; hadInvisible: boolean } | { fault: AddressFault };

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;
const NAMED = /^(?:"[^"]*"\s*|[^<>"]*)<([^<>]*)>$/;

/**
 * An address as people and programs write it: with the name of its owner, as a link, with what a paste brings along.
 * `email` is as it was typed but for the case of its domain; never one of several.
 */
export function readAddress(typed: string): ReadAddress {
  const visible = typed.replace(INVISIBLE, '').trim();
  if (!visible) return { fault: 'no-address' };
  // Two lines in an address are an attempt to write headers.
  if (/[\r\n\t]/.test(visible)) return { fault: 'invalid-address' };
  const inner = (NAMED.exec(visible)?.[1] ?? visible).trim();
  const address = /^mailto:/i.test(inner) ? (inner.slice(7).split('?')[0] ?? '') : inner;
  const several = address.split(/[\s;,|]+|:::/).filter((part) => /[^@]@[^@]/.test(part));
  if (several.length > 1) return { fault: 'several-addresses' };
  const at = address.lastIndexOf('@');
  if (/[^\x20-\x7e]/.test(address.slice(0, at)) && /^[^\s@]+@[^\s@]+$/.test(address)) {
    return { fault: 'smtputf8-unsupported' };
  }
  const { success, data } = emailAddress.safeParse(address);
  // Nobody writes the dot of the root but by mistake.
  if (!success || address.endsWith('.')) return { fault: 'invalid-address' };
  const email = `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
  return { email, key: emailKey(data), hadInvisible: visible !== typed.trim() };
}
