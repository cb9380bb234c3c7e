import * as z from 'zod';
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
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          host: z.string().optional(),
          port: z.number().optional(),
          security: smtpSecurity,
          loginForm: z.enum(LOGIN_FORMS),
          password: z.enum(['account', 'app-password', 'oauth-only', 'smtp-key']),
          confidence: z.enum(['high', 'low', 'unknown']),
          hint: z.string(),
          appPasswordUrl: z.string().optional(),
          campaign: z.boolean(),
        }),
      ),
    }),
  },
  access: ['table:read'],
});
