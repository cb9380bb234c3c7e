import * as z from 'zod';
import { about, moment } from '../../shared/fields/about.ts';
import { say } from '../../shared/text.ts';
import type { Mail } from '../mail/mail.ts';

/** What became of the email that brings a certificate. */
export const FATES = ['queued', 'sent', 'delivered', 'bounced', 'failed', 'withdrawn'] as const;
export type Fate = (typeof FATES)[number];

/** As the API shows it. */
export const mailFate = z
  .object({
    address: z.string().meta(about('À quelle adresse.', 'To which address.', 'zoe.lefevre@exemple.fr')),
    status: z.enum(FATES).meta(about('Ce qu’il est devenu.', 'What became of it.', 'sent')),
    at: moment('Depuis quand.', 'Since when.'),
    reason: z
      .string()
      .optional()
      .meta(about('Pourquoi il n’est pas arrivé.', 'Why it did not arrive.', '550 No such user here')),
  })
  .meta({ id: 'CertificateMail' });

export const FATE_WORDS: Readonly<Record<Fate, ReturnType<typeof say>>> = {
  queued: say('en attente', 'waiting'),
  sent: say('partis', 'sent'),
  delivered: say('arrivés', 'delivered'),
  bounced: say('revenus', 'bounced'),
  failed: say('non partis', 'not sent'),
  withdrawn: say('repris : le certificat ne valait plus', 'taken back: the certificate was no longer valid'),
};

/** What a mail's own state makes of it. */
export function fateOf({ status, bouncedAt, deliveredAt, lapsedAt }: Mail): Fate {
  if (bouncedAt) return 'bounced';
  if (deliveredAt) return 'delivered';
  if (lapsedAt || status === 'withdrawn') return 'withdrawn';
  if (status === 'sent' || status === 'partly-sent') return 'sent';
  return status === 'failed' ? 'failed' : 'queued';
}
