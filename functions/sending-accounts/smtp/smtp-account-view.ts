import * as z from 'zod';
import type { Locale } from '../../../shared/text.ts';
import type { SmtpAccount } from './smtp-account.ts';
import { SMTP_STAGES, smtpPurpose, smtpSecurity } from './smtp-account-fields.ts';
import { adviceText } from './smtp-advice.ts';
import { presetOf } from './smtp-presets.ts';

/** An SMTP account as the API shows it: everything but the password. */
export const smtpAccountView = z.object({
  id: z.string(),
  owner: z.string(),
  purpose: smtpPurpose,
  preset: z.string().optional(),
  provider: z.string().optional(),
  host: z.string(),
  port: z.number(),
  security: smtpSecurity,
  login: z.string(),
  fromAddress: z.string(),
  fromName: z.string().optional(),
  encoding: z.literal('UTF-8'),
  createdAt: z.string(),
  updatedAt: z.string(),
  lastTest: z
    .object({ at: z.string(), ok: z.boolean(), stage: z.enum(SMTP_STAGES).optional(), advice: z.string().optional() })
    .optional(),
});

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
