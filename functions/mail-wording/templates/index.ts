import type { Mail } from '../../../shared/mails/mail.tsx';
import type { Locale } from '../../../shared/text.ts';
import { accountActivation } from './account-activation.tsx';
import { accountExists } from './account-exists.tsx';
import { mailData, type TemplateData, type TemplateName } from './data.ts';
import { signatureCompleted } from './signature-completed.tsx';
import { signatureInvitation } from './signature-invitation.tsx';

type Templates = {
  readonly [N in TemplateName]: (typeof mailData)[N] & { render(data: TemplateData<N>, locale: Locale): Mail };
};

/** Every mail that we send, by name. */
export const templates: Templates = {
  'account-activation': { ...mailData['account-activation'], render: accountActivation },
  'account-exists': { ...mailData['account-exists'], render: accountExists },
  'signature-invitation': { ...mailData['signature-invitation'], render: signatureInvitation },
  'signature-completed': { ...mailData['signature-completed'], render: signatureCompleted },
};

/** Writes the mail `name`; throws a ZodError when `data` is not what it is told. */
export function renderMail<N extends TemplateName>(name: N, data: unknown, locale: Locale): Mail {
  const template = templates[name];
  return template.render(template.data.parse(data) as TemplateData<N>, locale);
}

export type { Mail, TemplateName };
