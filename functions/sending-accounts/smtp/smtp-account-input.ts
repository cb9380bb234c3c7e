import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { anyScriptEmailAddress } from '../../../shared/fields/email-address.ts';
import {
  smtpHost,
  smtpLogin,
  smtpPasswordText,
  smtpPort,
  smtpPurpose,
  smtpSecurity,
  smtpSenderName,
} from './smtp-account-fields.ts';
import { SMTP_PRESETS } from './smtp-presets.ts';

const preset = z
  .enum(SMTP_PRESETS.map(({ id }) => id))
  .meta(
    about('Un fournisseur connu : `GET /v1/smtp-presets`.', 'A provider that is known: `GET /v1/smtp-presets`.', 'ovh'),
  );

/** What makes an SMTP account: a preset fills host, port and security; what is typed beside it wins. */
export const smtpAccountInput = z
  .strictObject({
    preset: preset.optional(),
    host: smtpHost.optional(),
    port: smtpPort.optional(),
    security: smtpSecurity.optional(),
    login: smtpLogin,
    password: smtpPasswordText,
    fromAddress: anyScriptEmailAddress,
    fromName: smtpSenderName.optional(),
    owner: z
      .string()
      .max(40)
      .meta(
        about(
          '`shop` pour le magasin, ou l’identifiant d’un utilisateur (`usr_…`).',
          '`shop` for the business, or a user’s id (`usr_…`).',
          'shop',
        ),
      ),
    purpose: smtpPurpose.default('transactional'),
  })
  .meta({ id: 'SmtpAccountInput' });

/** What may change of one: its owner and purpose stay. */
export const smtpAccountChange = z.strictObject({
  preset: preset.nullable().optional(),
  host: smtpHost.optional(),
  port: smtpPort.optional(),
  security: smtpSecurity.optional(),
  login: smtpLogin.optional(),
  password: smtpPasswordText.optional(),
  fromAddress: anyScriptEmailAddress.optional(),
  fromName: smtpSenderName.nullable().optional(),
});
