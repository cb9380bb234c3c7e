import * as z from 'zod';
import { about } from '../shared/fields/about.ts';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What becomes of an email of the business when it does not arrive, or is not welcome. */
export const mailFacts = facts({
  subject: 'mail',
  version: 1,
  kinds: {
    failed: say(
      'Un e-mail n’est pas parti, ou pas pour tous ses destinataires.',
      'An email has not left, or not for all of its recipients.',
    ),
    bounced: say(
      'Un e-mail est revenu : son adresse ne le reçoit pas.',
      'An email came back: its address does not receive it.',
    ),
    complained: say(
      'Son destinataire a signalé un e-mail comme indésirable.',
      'Its recipient has reported an email as spam.',
    ),
  },
  data: z.object({
    mailId: z
      .string()
      .meta(about('L’identifiant de l’e-mail.', 'The id of the email.', 'mail_01kb3qa6s0w2e4r6t8y0p1a3dg')),
    /** Which mail: `signature-invitation`. */
    kind: z.string().meta(about('Quel e-mail.', 'Which email.', 'signature-invitation')),
    /** What it is about, by the ids of who sent it. */
    about: z
      .record(z.string(), z.string())
      .optional()
      .meta(
        about(
          'Ce dont il parle, par les identifiants de qui l’envoie.',
          'What it is about, by the ids of who sent it.',
          { requestId: 'sig_01kb3qa4d7t9v2x5m8p0e3hjwr' },
        ),
      ),
    /** Why: a word for programs; people read it with what the mail is about. */
    cause: z
      .string()
      .optional()
      .meta(about('Pourquoi : un mot pour les programmes.', 'Why: a word for programs.', 'nobody')),
  }),
  sample: {
    mailId: 'mail_01kb3qa6s0w2e4r6t8y0p1a3dg',
    kind: 'signature-invitation',
    about: { requestId: 'sig_01kb3qa4d7t9v2x5m8p0e3hjwr' },
    cause: 'nobody',
  },
});
