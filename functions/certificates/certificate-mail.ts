import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { Branded } from '../branding/brand.ts';
import { queueMail } from '../mail/mail.ts';
import { type Certificate, certificates } from './certificate.ts';
import { linkFor } from './certificate-link.ts';
import { filledText } from './certificate-texts.ts';
import { findFolder } from './folder.ts';
import issued from './mails/certificate-issued.tsx';
import { shownOf } from './own-values.ts';
import type { Template } from './template.ts';

/** The writes that bring the holder their link, in the words of the folder; it leaves only as long as it is worth something. */
export async function mailTo(
  tenant: Tenant,
  certificate: Certificate,
  { template, brand, isKnown }: { template: Template; brand: Branded; isKnown: boolean },
  now: Date,
): Promise<Write[]> {
  const { id, email, holder, attachment, replaces } = certificate;
  const folder = await findFolder(tenant, certificate.folderId);
  const words = isKnown ? folder.knownRecipientEmail : folder.activationEmail;
  const shown = shownOf(certificate, template, brand.name);
  const { link, write } = linkFor(tenant, certificate, now);
  const mail = await queueMail(
    {
      tenant,
      to: email,
      fromName: brand.name,
      replyTo: folder.replyTo,
      locale: folder.locale,
      kind: issued,
      data: {
        ...{ subject: filledText(words.subject, shown), message: filledText(words.message, shown), link },
        ...{ business: brand.name, certificate: certificate.certificate, holder, email },
        ...(isKnown && { isActivated: 'yes' as const }),
        ...(replaces && { replaces: 'yes' as const }),
      },
      ...(attachment && {
        attachments: [{ filename: attachment.filename, contentType: attachment.type, object: attachment.content }],
      }),
      onlyWhile: { row: certificates.keyOf(tenant, { id }), status: ['issued', 'activated'] },
    },
    now,
  );
  return [write, mail];
}
