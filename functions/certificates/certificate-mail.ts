import type { Tenant } from '../../shared/identity/tenant.ts';
import { reportTo } from '../../shared/mails/mail-report.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { Branded } from '../branding/brand.ts';
import { queueMail } from '../mail/mail.ts';
import { type Certificate, certificates } from './certificate.ts';
import { linkFor } from './certificate-link.ts';
import { filledText } from './certificate-texts.ts';
import { followCertificateMail } from './commands/follow-certificate-mail.ts';
import { findFolder } from './folder.ts';
import { counted } from './mail-counts.ts';
import issued from './mails/certificate-issued.tsx';
import { shownOf } from './own-values.ts';
import type { Template } from './template.ts';

interface How {
  template: Template;
  brand: Branded;
  isKnown: boolean;
  /** Where to; the address to which it was issued unless given. */
  address?: string | undefined;
}

type Mailed = NonNullable<Certificate['mail']>;

/** The writes that bring the holder their link, in the words of the folder; it leaves only as long as it is worth something. */
export async function mailTo(
  tenant: Tenant,
  certificate: Certificate,
  { template, brand, isKnown, address = certificate.email }: How,
  now: Date,
): Promise<{ mail: Mailed; writes: Write[] }> {
  const { id, holder, attachment, replaces } = certificate;
  const folder = await findFolder(tenant, certificate.folderId);
  const words = isKnown ? folder.knownRecipientEmail : folder.activationEmail;
  const shown = shownOf(certificate, template, brand.name);
  const { link, write } = linkFor(tenant, certificate, now);
  const queued = await queueMail(
    {
      tenant,
      to: address,
      fromName: brand.name,
      replyTo: folder.replyTo,
      locale: folder.locale,
      kind: issued,
      data: {
        ...{ subject: filledText(words.subject, shown), message: filledText(words.message, shown), link },
        ...{ business: brand.name, certificate: certificate.certificate, holder, email: address },
        ...(isKnown && { isActivated: 'yes' as const }),
        ...(replaces && { replaces: 'yes' as const }),
      },
      ...(attachment && {
        attachments: [{ filename: attachment.filename, contentType: attachment.type, object: attachment.content }],
      }),
      report: reportTo(followCertificateMail, { certificateId: id }),
      onlyWhile: { row: certificates.keyOf(tenant, { id }), status: ['issued', 'activated'] },
    },
    now,
  );
  const mail: Mailed = { id: queued.mailId, address, status: 'queued', at: now.toISOString() };
  return { mail, writes: [write, queued, ...(await counted(tenant, certificate, certificate.mail?.status, 'queued'))] };
}
