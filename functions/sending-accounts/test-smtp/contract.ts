import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { SMTP_STAGES } from '../smtp/smtp-account-fields.ts';

export default http({
  route: 'POST /v1/smtp-accounts/{smtpAccountId}/test',
  summary: say(
    'Essaie un compte SMTP étape par étape, jusqu’à un email de confirmation.',
    'Tries an SMTP account step by step, up to a confirmation email.',
  ),
  description: say(
    'Répond 200 même quand un essai échoue (`ok: false`) : chaque étape dit ce qu’elle a trouvé, combien de temps elle a pris, les mots du serveur et un conseil. L’email part à l’adresse de l’utilisateur qui teste, et à aucune autre. Le résultat est gardé avec le compte. Dix essais par dix minutes et par compte.',
    'Answers 200 even when a test fails (`ok: false`): each step tells what it found, how long it took, the server’s words and an advice. The email goes to the address of the user who tests, and to no other. The result is kept with the account. Ten tests in ten minutes for each account.',
  ),
  auth: 'user',
  rights: 'mail:write',
  returns: {
    200: z.object({
      ok: z.boolean(),
      stages: z.array(
        z.object({
          stage: z.enum(SMTP_STAGES),
          outcome: z.enum(['passed', 'failed', 'skipped']),
          ms: z.number(),
          reply: z.string().optional(),
          code: z.string().optional(),
          advice: z.string().optional(),
        }),
      ),
      /** The largest message that the server says it takes, in bytes. */
      sizeLimit: z.number().optional(),
    }),
  },
  limit: { per: 'account', max: 50, window: 600 },
  actsOutside: true,
  access: ['table:write', 'secrets:decrypt'],
  timeout: 29,
});
