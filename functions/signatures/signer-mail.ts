import { followSignatureMail } from '../../events/follow-signature-mail.ts';
import { after } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { grantCapability } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { outgoing } from '../../shared/queue/send.ts';
import type { Write } from '../../shared/table/transact.ts';
import { queueMail } from '../mail/outgoing-mail.ts';
import type { TemplateData } from '../mail-wording/templates/data.ts';
import type { SignatureRequest } from './signature-request.ts';
import { type Signer, signers } from './signer.ts';

/** The two mails that a signer receives: what each is made of, and where its id is kept. */
const MAILS = {
  invitation: { template: 'signature-invitation', kept: 'invitationMailId' },
  confirmation: { template: 'signature-completed', kept: 'confirmationMailId' },
} as const;

interface Link {
  purpose: string;
  /** Seconds. */
  lasts: number;
  path: (token: string) => string;
  subject: Record<string, string>;
}

/**
 * The writes that put a mail to a signer on its way, in the sender's name, with a link that stands nowhere else. What
 * becomes of it comes back to `follow-signature-mail`.
 */
export async function writeToSigner<A extends keyof typeof MAILS>(
  tenant: Tenant,
  { id: requestId, sender, original, locale }: SignatureRequest,
  signer: Signer,
  about: A,
  { purpose, lasts, path, subject }: Link,
  more: (until: Date) => Omit<TemplateData<(typeof MAILS)[A]['template']>, 'signerName' | 'documentName' | 'link'>,
  now: Date,
): Promise<Write[]> {
  const { template, kept } = MAILS[about];
  const until = after(now, lasts);
  const link = grantCapability({ tenant, purpose, subject, until });
  const mail = await queueMail(
    {
      tenant,
      to: signer.email,
      sender: { userId: sender.userId },
      fromName: sender.company ?? sender.name,
      replyTo: sender.email,
      locale,
      template,
      data: {
        ...more(until),
        signerName: signer.name,
        documentName: original.filename,
        link: config.publicUrl() + path(link.token),
      } as unknown as TemplateData<(typeof MAILS)[A]['template']>,
      report: outgoing(followSignatureMail, { tenant, requestId, signerId: signer.id, about }),
    },
    now,
  );
  return [
    link.write,
    mail,
    signers.update(tenant, signer, { when: { missing: [kept] }, set: { [kept]: mail.mailId } }),
  ];
}
