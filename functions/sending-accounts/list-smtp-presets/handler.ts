import { serve } from '../../../shared/function/http.ts';
import { SMTP_PRESETS } from '../smtp/smtp-presets.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ locale }) => ({
  status: 200,
  body: {
    items: SMTP_PRESETS.map((preset) => ({ ...preset, hint: preset.hint[locale], campaign: preset.campaign ?? false })),
  },
}));
