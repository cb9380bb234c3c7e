import * as z from 'zod';
import { facts } from '../shared/function/fact.ts';
import { say } from '../shared/text.ts';

/** What becomes of an email of the business when it does not arrive, or is not welcome. */
export const mailFacts = facts({
  subject: 'mail',
  version: 1,
  kinds: {
    failed: say(
      'Un email n’est pas parti, ou pas pour tous ses destinataires.',
      'An email has not left, or not for all of its recipients.',
    ),
    bounced: say(
      'Un email est revenu : son adresse ne le reçoit pas.',
      'An email came back: its address does not receive it.',
    ),
    complained: say(
      'Son destinataire a signalé un email comme indésirable.',
      'Its recipient has reported an email as spam.',
    ),
  },
  data: z.object({
    mailId: z.string(),
    /** Which mail: `signature-invitation`. */
    kind: z.string(),
    /** What it is about, by the ids of who sent it. */
    about: z.record(z.string(), z.string()).optional(),
    /** Why: a word for programs; people read it with what the mail is about. */
    cause: z.string().optional(),
  }),
  sample: {
    mailId: 'mail_01kb3qa6s0w2e4r6t8y0p1a3dg',
    kind: 'signature-invitation',
    about: { requestId: 'sig_01kb3qa4d7t9v2x5m8p0e3hjwr' },
    cause: 'nobody',
  },
});
