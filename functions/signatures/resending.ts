import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import { seenFrom } from './opening.ts';
import { haveLinks, nextReminder } from './reminding.ts';
import type { RequestAct } from './request-acts.ts';
import { newServedKey } from './served-document.ts';
import { happen, reached, type SignatureRequest } from './signature-request.ts';
import { type Signer, signers } from './signer.ts';
import { invite, withdrawInvitation } from './signer-mail.ts';

interface Resending {
  by: { userId: string; keyId: string; client: Client };
  /** What was wrong, as it is right. */
  corrected: Partial<Pick<Signer, 'email' | 'phone'>>;
}

/**
 * The writes by which an invitation is sent again, to a corrected address or phone perhaps, and the signer as they are
 * then: as one who was never invited. The link, the reading and the code of before are void.
 */
export async function resending(
  tenant: Tenant,
  request: SignatureRequest,
  all: readonly Signer[],
  signer: Signer,
  { by, corrected }: Resending,
  now: Date,
): Promise<{ signer: Signer; writes: Write[] }> {
  const { email, link, codesSent, invitationMailId } = signer;
  const earlier = await withdrawInvitation(tenant, signer, now);
  const sameAddress = (corrected.email ?? email) === email;
  const next = {
    ...corrected,
    link: link + 1,
    resentAt: now.toISOString(),
    servedKey: newServedKey(),
    codesBefore: codesSent,
    mayKnow: sameAddress && (earlier.mayHaveLeft || signer.mayKnow === true),
  };
  const { code, openedAt, reading, undelivered, invitationDeliveredAt, reminderMailId, ...kept } = signer;
  const again: Signer = { ...kept, ...next, status: 'queued' };
  // Whoever was not invited yet is invited with the others, at the right address.
  const invitation = invitationMailId ? await invite(tenant, request, again, now) : undefined;
  const happened = {
    actor: { kind: 'user', id: by.userId },
    at: now,
    details: { signerId: signer.id, link: again.link, keyId: by.keyId },
  } as const;
  const act: RequestAct = Object.keys(corrected).length
    ? { act: 'corrected', ...happened, personal: { ...corrected, ...seenFrom(by.client) } }
    : { act: 'resent', ...happened, personal: seenFrom(by.client) };
  const { id: requestId, remindEvery } = request;
  const restarts = remindEvery && !haveLinks(request, all, now);
  return {
    signer: again,
    writes: [
      ...happen(tenant, request, [act], {
        ...(request.status === 'failed' && invitation && { move: 'resend' }),
        ...reached(request, signer),
        ...(restarts && { due: { remind: nextReminder({ tenant, requestId }, remindEvery, now) } }),
      }),
      signers.move(tenant, signer, 'resend', {
        when: { equals: { link, codesSent, invitationMailId } },
        set: { ...next, invitationMailId: invitation?.mailId },
        remove: ['code', 'openedAt', 'reading', 'undelivered', 'invitationDeliveredAt', 'reminderMailId'],
      }),
      ...earlier.writes,
      ...(invitation?.writes ?? []),
    ],
  };
}
