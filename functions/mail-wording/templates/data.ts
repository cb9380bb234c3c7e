import * as z from 'zod';

/**
 * What each mail is told, without its wording: contracts and messages may read it (no JSX here). `secrets`
 * names the fields whose value opens something: they are never logged, stored in clear nor put in history.
 */
const link = z.url({ protocol: /^https?$/ });
const text = z.string().max(2_000);

export const mailData = {
  'account-activation': { data: z.strictObject({ firstName: text, link }), secrets: ['link'] },
  'account-exists': { data: z.strictObject({ firstName: text.optional() }), secrets: [] },
  'signature-invitation': {
    data: z.strictObject({
      signerName: text,
      senderName: text,
      senderCompany: text.optional(),
      documentName: text,
      /** The sender's own words; lines are kept. */
      message: text.optional(),
      link,
    }),
    secrets: ['link'],
  },
  'signature-completed': {
    data: z.strictObject({
      signerName: text,
      senderName: text,
      documentName: text,
      link,
      requestId: text,
      /** When the link stops working. */
      expiresAt: z.iso.datetime().optional(),
    }),
    secrets: ['link'],
  },
} as const;

export type TemplateName = keyof typeof mailData;
export type TemplateData<N extends TemplateName> = z.output<(typeof mailData)[N]['data']>;
