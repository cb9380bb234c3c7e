import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { SMTP_STAGES } from '../smtp/smtp-account-fields.ts';

export default http({
  route: 'POST /v1/smtp-accounts/{smtpAccountId}/test',
  summary: say(
    'Essaie un compte SMTP étape par étape, jusqu’à un e-mail de confirmation.',
    'Tries an SMTP account step by step, up to a confirmation email.',
  ),
  description: say(
    'Répond 200 même quand un essai échoue (`ok: false`) : chaque étape dit ce qu’elle a trouvé, combien de temps elle a pris, les mots du serveur et un conseil. L’e-mail part à l’adresse de l’utilisateur qui teste, et à aucune autre. Le résultat est gardé avec le compte. Dix essais par dix minutes et par compte.',
    'Answers 200 even when a test fails (`ok: false`): each step tells what it found, how long it took, the server’s words and an advice. The email goes to the address of the user who tests, and to no other. The result is kept with the account. Ten tests in ten minutes for each account.',
  ),
  auth: 'user',
  rights: 'mail:write',
  returns: {
    200: z.object({
      ok: z.boolean().meta(about('Si tout a réussi.', 'Whether all of it worked.')),
      stages: z
        .array(
          z.object({
            stage: z.enum(SMTP_STAGES).meta(about('L’étape.', 'The step.')),
            outcome: z.enum(['passed', 'failed', 'skipped']).meta(about('Ce qu’elle a donné.', 'What came of it.')),
            ms: z.number().meta(about('Durée, en millisecondes.', 'How long, in milliseconds.', 42)),
            reply: z
              .string()
              .optional()
              .meta(about('Les mots du serveur.', 'The words of the server.', '235 2.7.0 Authentication successful')),
            code: z
              .string()
              .optional()
              .meta(about('Le code de l’erreur de réseau.', 'The code of the network’s error.', 'ECONNREFUSED')),
            advice: z.string().optional().meta(about('Que faire, dans votre langue.', 'What to do, in your language.')),
          }),
        )
        .meta(about('Chaque étape, dans l’ordre.', 'Each step, in order.')),
      /** The largest message that the server says it takes, in bytes. */
      sizeLimit: z
        .number()
        .optional()
        .meta(
          about(
            'Le plus grand message que le serveur prend, en octets.',
            'The largest message that the server takes, in bytes.',
            36700160,
          ),
        ),
    }),
  },
  limit: { per: 'account', max: 50, window: 600 },
  actsOutside: true,
  access: ['table:write', 'secrets:decrypt'],
  timeout: 29,
});
