import { after, DAY } from '../../../shared/clock.ts';
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
import { mustBeSigned, readSignatureSettings } from '../signature-settings.ts';
import type { SignatureSettings } from '../signature-settings-view.ts';
import { signers } from '../signer.ts';
import { SIGNING_LINK } from '../signing-link.ts';
import { orderOf, turnOf } from '../turns.ts';
import contract from './contract.ts';

type Body = HttpInput<typeof contract>['body'];

export const handler = serve(contract, async ({ body, actor, client, now }) => {
  const { tenant, userId, keyId } = actor;
  const readSettings = readSignatureSettings(tenant);
  const [settings, document, member] = await Promise.all([
    readSettings,
    documentOf(actor, body, readSettings, now),
    findMember(tenant, userId),
  ]);
  const { remindEvery, message, expiry } = termsOf(body, settings, now);
  const id = newId('sig', now);
  const { content, filename, pages, type, beside } = document;
  const asked = body.signers.map((signer, position) => ({ ...signer, position, id: newId('sgn', now) }));
  const waitingCount = asked.length - turnOf(asked).length;

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
        ...(waitingCount && { order: asked.map(orderOf) }),
        keyId,
        locale: body.locale,
        expiresAt: expiry?.toISOString(),
        remindEvery,
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
      message,
      locale: body.locale,
      signerCount: asked.length,
      signedCount: 0,
      ...(waitingCount && { waitingCount }),
      createdAt: now.toISOString(),
      expiresAt: expiry?.toISOString(),
      remindEvery,
      chain: head,
    },
    {
      due: {
        next: dueNow(outgoing(inviteSigners, { tenant, requestId: id }), now),
        ...(remindEvery && { remind: nextReminder({ tenant, requestId: id }, remindEvery, now) }),
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
async function documentOf(
  actor: User,
  body: Body,
  settings: Promise<SignatureSettings>,
  now: Date,
): Promise<AvailableDocument> {
  if (!('file' in body)) {
    const document = await findAvailable(actor.tenant, body.documentId);
    mustBeSigned(await settings, document.type);
    return document;
  }
  const { file, contact, contactId, documentType: type, reference } = body;
  mustHold(actor, 'documents:write');
  if (contact) mustHold(actor, 'contacts:write');
  mustBeSigned(await settings, type);
  return acceptedOf(actor.tenant, { file, contact, contactId, type, reference }, now);
}

/** What a request says, else what the account has set; `null` is nothing. @throws 422 */
function termsOf(body: Body, settings: SignatureSettings, now: Date) {
  const { message = settings.message, remindEvery = settings.remindEvery, expiresAt } = body;
  const { expiresAfterDays: days } = settings;
  const set = expiresAt === undefined && days ? after(now, days * DAY) : undefined;
  return {
    message: message ?? undefined,
    remindEvery: remindEvery ?? undefined,
    expiry: set ?? expiryOf(expiresAt ?? undefined, now),
  };
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
