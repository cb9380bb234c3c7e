import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { smtpSecurity } from '../smtp/smtp-account-fields.ts';
import { LOGIN_FORMS } from '../smtp/smtp-presets.ts';

export default http({
  route: 'GET /v1/smtp-presets',
  summary: say(
    'Liste les fournisseurs dont le serveur SMTP est connu, et ce que chacun demande.',
    'Lists the providers whose SMTP server is known, and what each of them asks for.',
  ),
  auth: 'user',
  rights: 'mail:read',
  returns: {
    200: z.object({
      items: z
        .array(
          z.object({
            id: z.string().meta(about('À donner dans `preset`.', 'To give as `preset`.', 'ovh')),
            name: z.string().meta(about('Son nom.', 'Its name.', 'OVHcloud')),
            host: z
              .string()
              .optional()
              .meta(about('Son serveur.', 'Its server.', 'ssl0.ovh.net')),
            port: z
              .number()
              .optional()
              .meta(about('Son port.', 'Its port.', 587)),
            security: smtpSecurity,
            loginForm: z.enum(LOGIN_FORMS).meta(about('Ce qu’est l’identifiant.', 'What the login is.')),
            password: z
              .enum(['account', 'app-password', 'oauth-only', 'smtp-key'])
              .meta(about('Ce que le fournisseur demande.', 'What the provider asks for.')),
            confidence: z
              .enum(['high', 'low', 'unknown'])
              .meta(about('Si nous en sommes sûrs.', 'Whether we are sure of it.')),
            hint: z.string().meta(about('Ce qu’il faut savoir, dans votre langue.', 'What to know, in your language.')),
            appPasswordUrl: z
              .string()
              .optional()
              .meta(about('Où faire un mot de passe d’application.', 'Where to make an app password.')),
            campaign: z.boolean().meta(about('S’il prend les campagnes.', 'Whether it takes campaigns.')),
          }),
        )
        .meta(about('Les fournisseurs connus.', 'The providers that are known.')),
    }),
  },
  access: ['table:read'],
});
