import { after } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { grantCapability } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { reportTo } from '../../shared/mails/mail-report.ts';
import { countedPages } from '../../shared/pages/document-card.tsx';
import type { Write } from '../../shared/table/transact.ts';
import { queueMail } from '../mail/mail.ts';
import { withdrawMail } from '../mail/withdrawal.ts';
import { followSignatureMail, type MailAbout } from './commands/follow-signature-mail.ts';
import closed from './mails/signature-closed.tsx';
import completed from './mails/signature-completed.tsx';
import invitation from './mails/signature-invitation.tsx';
import reminder from './mails/signature-reminder.tsx';
import { type Ending, requestStates } from './request-states.ts';
import type { SignatureRequest } from './signature-request.ts';
import { type Signer, signers, UNSIGNED } from './signer.ts';
import { SEALED_LINK, SIGNING_LINK, sealedPath, signingPath, signingSubject } from './signing-link.ts';

/** The writes that ask a signer to sign, by a link that stands nowhere else. */
export async function invite(tenant: Tenant, request: SignatureRequest, signer: Signer, now: Date) {
  const { sender, message, original, expiresAt } = request;
  const link = signingLink(tenant, signer, after(now, SIGNING_LINK.lasts));
  const mail = await queueMail(
    {
      ...envelope(tenant, request, signer, 'invitation'),
      ...held(signer, 'invitation'),
      onlyWhile: { row: signers.keyOf(tenant, signer), status: [...UNSIGNED] },
      kind: invitation,
      data: {
        signerName: signer.name,
        senderName: sender.name,
        senderCompany: sender.company,
        documentName: original.filename,
        pages: countedPages(original.pages),
        message,
        expiresAt,
        link: link.url,
      },
    },
    now,
  );
  return { mailId: mail.mailId, writes: [link.write, mail] };
}

/** The writes that remind a signer, by one more link. @param until when it ends: with the first one */
export async function remind(
  tenant: Tenant,
  request: SignatureRequest,
  signer: Signer,
  until: Date,
  now: Date,
): Promise<Write[]> {
  const { sender, original, expiresAt } = request;
  const link = signingLink(tenant, signer, until);
  const mail = await queueMail(
    {
      ...envelope(tenant, request, signer, 'reminder'),
      kind: reminder,
      data: {
        signerName: signer.name,
        senderName: sender.company ?? sender.name,
        documentName: original.filename,
        pages: countedPages(original.pages),
        link: link.url,
        expiresAt,
      },
    },
    now,
  );
  const { status, link: number } = signer;
  const kept = { when: { equals: { status, link: number } }, set: { reminderMailId: mail.mailId } };
  return [link.write, mail, signers.update(tenant, signer, kept)];
}

/** The writes that tell a signer that the document is signed, with a link to it that stands nowhere else. */
export async function confirm(tenant: Tenant, request: SignatureRequest, signer: Signer, now: Date): Promise<Write[]> {
  const { id: requestId, sender, original } = request;
  const until = after(now, SEALED_LINK.lasts);
  const link = grantCapability({ tenant, purpose: SEALED_LINK.purpose, subject: { requestId }, until });
  const mail = await queueMail(
    {
      ...envelope(tenant, request, signer, 'confirmation'),
      ...held(signer, 'confirmation'),
      kind: completed,
      data: {
        signerName: signer.name,
        senderName: sender.company ?? sender.name,
        documentName: original.filename,
        link: config.publicUrl() + sealedPath(link.token),
        requestId,
        expiresAt: until.toISOString(),
      },
    },
    now,
  );
  return [link.write, mail, keep(tenant, signer, 'confirmationMailId', mail.mailId)];
}

interface Closing {
  move: Ending;
  reason: string | undefined;
  /** The name of who declined. */
  by: string | undefined;
}

/** The write that tells a signer that nothing is asked of them any more. */
export function tellClosed(
  tenant: Tenant,
  request: SignatureRequest,
  signer: Signer,
  { move, reason, by }: Closing,
  now: Date,
): Promise<Write> {
  const { sender, original } = request;
  const data = {
    signerName: signer.name,
    senderName: sender.company ?? sender.name,
    documentName: original.filename,
    outcome: requestStates.transitions[move].to,
    by,
    reason,
  };
  return queueMail({ ...envelope(tenant, request, signer, 'closing'), kind: closed, data }, now);
}

/** One more link by which a signer comes to the document. */
function signingLink(tenant: Tenant, signer: Signer, until: Date) {
  const { purpose } = SIGNING_LINK;
  const { token, write } = grantCapability({ tenant, purpose, subject: signingSubject(signer), until });
  return { url: config.publicUrl() + signingPath(token), write };
}

/** In the sender's name; what becomes of it comes back to `follow-signature-mail`. */
const envelope = (tenant: Tenant, { id, sender, locale }: SignatureRequest, signer: Signer, about: MailAbout) => ({
  tenant,
  to: signer.email,
  sender: { userId: sender.userId },
  fromName: sender.company ?? sender.name,
  replyTo: sender.email,
  locale,
  report: reportTo(followSignatureMail, { requestId: id, signerId: signer.id, about }),
});

/** It leaves once the suppression of its address is lifted: of invitations that followed each other, the last. */
const held = ({ requestId, id }: Signer, about: MailAbout) => ({ heldAbout: `${requestId}/${id}/${about}` });

/** Takes back the mails that ask a signer to sign, as far as they have not left. */
export async function withdrawInvitation(tenant: Tenant, signer: Signer, now: Date) {
  const mailIds = [signer.invitationMailId, signer.reminderMailId].filter((id) => id !== undefined);
  const withdrawals = await Promise.all(mailIds.map((id) => withdrawMail(tenant, id, now)));
  return {
    mayHaveLeft: withdrawals.some(({ mayHaveLeft }) => mayHaveLeft),
    writes: withdrawals.flatMap(({ writes }) => writes),
  };
}

/** Written to once: whoever comes second finds it done. */
export const keep = (
  tenant: Tenant,
  signer: Signer,
  field: 'invitationMailId' | 'confirmationMailId',
  mailId: string,
  more: Partial<Pick<Signer, 'invitedAt'>> = {},
) =>
  signers.update(tenant, signer, {
    when: { missing: [field], equals: { link: signer.link } },
    set: { [field]: mailId, ...more },
  });
