import * as z from 'zod';
import { about, createdAt, idOf, moment, updatedAt } from '../../../shared/fields/about.ts';
import type { Locale } from '../../../shared/text.ts';
import type { SmtpAccount } from './smtp-account.ts';
import { SMTP_STAGES, smtpPurpose, smtpSecurity } from './smtp-account-fields.ts';
import { adviceText } from './smtp-advice.ts';
import { presetOf } from './smtp-presets.ts';

/** An SMTP account as the API shows it: everything but the password. */
export const smtpAccountView = z
  .object({
    id: idOf('smtp'),
    owner: z.string().meta(about('`shop`, ou un utilisateur.', '`shop`, or a user.', 'shop')),
    purpose: smtpPurpose,
    preset: z
      .string()
      .optional()
      .meta(about('Le fournisseur choisi.', 'The provider chosen.', 'ovh')),
    provider: z
      .string()
      .optional()
      .meta(about('Son nom.', 'Its name.', 'OVHcloud')),
    host: z.string().meta(about('Le serveur.', 'The server.', 'ssl0.ovh.net')),
    port: z.number().meta(about('Le port.', 'The port.', 587)),
    security: smtpSecurity,
    login: z.string().meta(about('L’identifiant.', 'The login.', 'anne@durand-menuiserie.fr')),
    fromAddress: z
      .string()
      .meta(about('D’où partent les e-mails.', 'Where emails leave from.', 'anne@durand-menuiserie.fr')),
    fromName: z
      .string()
      .optional()
      .meta(about('Le nom d’expéditeur.', 'The sender’s name.', 'Menuiserie Durand')),
    encoding: z.literal('UTF-8').meta(about('Toujours UTF-8.', 'Always UTF-8.')),
    createdAt,
    updatedAt,
    lastTest: z
      .object({
        at: moment('Quand.', 'When.'),
        ok: z.boolean().meta(about('S’il a réussi.', 'Whether it worked.')),
        stage: z.enum(SMTP_STAGES).optional().meta(about('L’étape qui a échoué.', 'The step that failed.')),
        advice: z.string().optional().meta(about('Que faire, dans votre langue.', 'What to do, in your language.')),
      })
      .optional()
      .meta(about('Le dernier test.', 'The latest test.')),
  })
  .meta({ id: 'SmtpAccount' });

export function viewOf(account: SmtpAccount, locale: Locale): z.input<typeof smtpAccountView> {
  const { lastTest, preset } = account;
  const advice = lastTest?.advice && adviceText(lastTest.advice, account)?.[locale];
  return {
    ...account,
    provider: presetOf(preset)?.name,
    encoding: 'UTF-8',
    lastTest: lastTest && { ...lastTest, advice: advice || undefined },
  };
}
