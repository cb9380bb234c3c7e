import { followSignatureMail } from '../../../events/follow-signature-mail.ts';
import { after } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/queue.ts';
import { grantCapability } from '../../../shared/identity/capability.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { queueMail } from '../../mail/outgoing-mail.ts';
import { loadRequest, requests, type SignatureRequest } from '../signature-request.ts';
import { type Signer, signers } from '../signer.ts';
import { SEALED_LINK, sealedPath } from '../signing-link.ts';
import { storeBundle } from './bundle.ts';
import contract from './contract.ts';

/** First when the document is sealed; again when the chain has grown since, by the confirmations. */
export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const loaded = await loadRequest(tenant, requestId);
  const { request } = loaded;
  const first = request.status === 'sealed';
  const grown = request.status === 'completed' && request.chain.sequence > (request.evidence?.sequence ?? 0);
  if (!first && !grown) return [];

  const evidence = { ...(await storeBundle(tenant, loaded, now)), sequence: request.chain.sequence };
  const stored = requests.update(tenant, request, {
    when: { equals: { 'chain.sequence': request.chain.sequence, status: request.status } },
    set: { evidence, ...(first && { status: 'completed', completedAt: now.toISOString() }) },
    due: null,
  });
  const confirmations = first
    ? await Promise.all(loaded.signers.map((signer) => confirmation(tenant, request, signer, now)))
    : [];
  return [stored, ...confirmations.flat()];
});

/** The email that tells a signer, with a link to the sealed document. */
async function confirmation(
  tenant: Tenant,
  { id, sender, original, locale }: SignatureRequest,
  signer: Signer,
  now: Date,
) {
  const until = after(now, SEALED_LINK.lasts);
  const link = grantCapability({ tenant, purpose: SEALED_LINK.purpose, subject: { requestId: id }, until });
  const mail = await queueMail(
    {
      tenant,
      to: signer.email,
      sender: { userId: sender.userId },
      fromName: sender.company ?? sender.name,
      replyTo: sender.email,
      locale,
      template: 'signature-completed',
      data: {
        signerName: signer.name,
        senderName: sender.company ?? sender.name,
        documentName: original.filename,
        link: config.publicUrl() + sealedPath(link.token),
        requestId: id,
        expiresAt: until.toISOString(),
      },
      report: outgoing(followSignatureMail, { tenant, requestId: id, signerId: signer.id, about: 'confirmation' }),
    },
    now,
  );
  return [link.write, mail, signers.update(tenant, signer, { set: { confirmationMailId: mail.mailId } })];
}
