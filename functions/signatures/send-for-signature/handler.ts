import { after } from '../../../shared/clock.ts';
import { type HttpInput, serve } from '../../../shared/function/http.ts';
import { mustHold, type User } from '../../../shared/identity/actor.ts';
import { newId } from '../../../shared/ids.ts';
import { invalidField } from '../../../shared/problem/problem.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueAt, dueNow } from '../../../shared/table/due.ts';
import { say } from '../../../shared/text.ts';
import { findMember } from '../../accounts/account.ts';
import { type AvailableDocument, besideOf, findAvailable } from '../../documents/document.ts';
import { acceptedOf } from '../../documents/sent-document.ts';
import { emptyChain } from '../../proof/ledger.ts';
import { expireSignatureRequest } from '../commands/expire-signature-request.ts';
import { inviteSigners } from '../commands/invite-signers.ts';
import { nextReminder } from '../reminding.ts';
import { requestActs } from '../request-acts.ts';
import { newServedKey } from '../served-document.ts';
import { requests } from '../signature-request.ts';
import { signers } from '../signer.ts';
import { SIGNING_LINK } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor, client, now }) => {
  const { tenant, userId, keyId } = actor;
  const expiry = expiryOf(body.expiresAt, now);
  const [document, member] = await Promise.all([documentOf(actor, body, now), findMember(tenant, userId)]);
  const id = newId('sig', now);
  const { content, filename, pages, type, beside } = document;
  const asked = body.signers.map((signer, position) => ({ ...signer, position, id: newId('sgn', now) }));

  const { head, writes } = requestActs.record(tenant, id, emptyChain, [
    {
      act: 'requested',
      actor: { kind: 'user', id: userId },
      at: now,
      details: {
        documentId: document.id,
        sha256: content.sha256,
        size: content.size,
        pages,
        versionId: content.versionId,
        signers: asked.map((signer) => signer.id),
        keyId,
        locale: body.locale,
        expiresAt: expiry?.toISOString(),
        remindEvery: body.remindEvery,
        ...(beside && {
          layers: beside.layers.length,
          attachments: beside.attachments.map(({ sha256 }) => sha256),
          texts: beside.texts.length,
        }),
      },
      personal: {
        filename,
        sender: `${member.name} <${member.email}>`,
        company: member.company,
        beside: beside && besideOf(beside),
        address: client.address,
        userAgent: client.userAgent,
        signerIdentities: asked.map(({ id: signerId, name, email, phone }) => ({ id: signerId, name, email, phone })),
      },
    },
  ]);
  const request = requests.put(
    tenant,
    {
      id,
      status: 'queued',
      documentId: document.id,
      contactId: document.contactId,
      original: { ...content, filename, pages, type, beside },
      sender: { userId, keyId, ...member, address: client.address },
      reference: body.reference,
      metadata: body.metadata,
      message: body.message,
      locale: body.locale,
      signerCount: asked.length,
      signedCount: 0,
      createdAt: now.toISOString(),
      expiresAt: expiry?.toISOString(),
      remindEvery: body.remindEvery,
      chain: head,
    },
    {
      due: {
        next: dueNow(outgoing(inviteSigners, { tenant, requestId: id }), now),
        ...(body.remindEvery && { remind: nextReminder({ tenant, requestId: id }, body.remindEvery, now) }),
        ...(expiry && { expire: dueAt(outgoing(expireSignatureRequest, { tenant, requestId: id }), expiry) }),
      },
    },
  );
  const invited = asked.map((signer) =>
    signers.put(tenant, {
      ...signer,
      requestId: id,
      status: 'queued',
      codesSent: 0,
      codesBefore: 0,
      link: 1,
      servedKey: newServedKey(),
    }),
  );
  return { status: 202, body: { id, status: 'queued' as const }, writes: [request, ...invited, ...writes] };
});

/** The document to sign: one that is there, or the one that came along. @throws 403, 404, 409, 422 */
function documentOf(actor: User, body: HttpInput<typeof contract>['body'], now: Date): Promise<AvailableDocument> {
  if (!('file' in body)) return findAvailable(actor.tenant, body.documentId);
  const { file, contact, contactId, documentType: type, reference } = body;
  mustHold(actor, 'documents:write');
  if (contact) mustHold(actor, 'contacts:write');
  return acceptedOf(actor.tenant, { file, contact, contactId, type, reference }, now);
}

/** When the request expires. @throws 422 when that is not in the life of its links */
function expiryOf(expiresAt: string | undefined, now: Date): Date | undefined {
  if (!expiresAt) return undefined;
  const at = new Date(expiresAt);
  const linksEnd = after(now, SIGNING_LINK.lasts);
  if (at > now && at <= linksEnd) return at;
  throw invalidField(
    '/expiresAt',
    say(
      `Choisissez un moment entre maintenant (${now.toISOString()}) et la fin des liens (${linksEnd.toISOString()}).`,
      `Choose a moment between now (${now.toISOString()}) and the end of the links (${linksEnd.toISOString()}).`,
    ),
  );
}
