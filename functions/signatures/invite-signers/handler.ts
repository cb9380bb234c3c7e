import { followSignatureMail } from '../../../events/follow-signature-mail.ts';
import { after } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/queue.ts';
import { grantCapability } from '../../../shared/identity/capability.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { queueMail } from '../../mail/outgoing-mail.ts';
import { loadRequest, requests } from '../signature-request.ts';
import { signers } from '../signer.ts';
import { SIGNING_LINK, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const { request, signers: all } = await loadRequest(tenant, requestId);
  if (request.status !== 'queued') return [];
  const uninvited = all.filter(({ invitationMailId }) => !invitationMailId);
  if (!uninvited.length) return [];
  const { sender, original, message, locale } = request;

  const invitations = await Promise.all(
    uninvited.map(async (signer) => {
      const link = grantCapability({
        tenant,
        purpose: SIGNING_LINK.purpose,
        subject: { requestId, signerId: signer.id },
        until: after(now, SIGNING_LINK.lasts),
      });
      const mail = await queueMail(
        {
          tenant,
          to: signer.email,
          sender: { userId: sender.userId },
          fromName: sender.company ?? sender.name,
          replyTo: sender.email,
          locale,
          template: 'signature-invitation',
          data: {
            signerName: signer.name,
            senderName: sender.name,
            senderCompany: sender.company,
            documentName: original.filename,
            message,
            link: config.publicUrl() + signingPath(link.token),
          },
          report: outgoing(followSignatureMail, { tenant, requestId, signerId: signer.id, about: 'invitation' }),
        },
        now,
      );
      const invited = signers.update(tenant, signer, {
        when: { missing: ['invitationMailId'] },
        set: { invitationMailId: mail.mailId },
      });
      return [link.write, mail, invited];
    }),
  );
  return [
    ...invitations.flat(),
    requests.update(tenant, request, { when: { equals: { status: 'queued' } }, due: null }),
  ];
});
